import type { Codec } from "@galaxy-kit/protocol";
import type { NewProblem } from "../reporting/problem.js";
import type { Recorder } from "../reporting/recorder.js";

/** A message can repeat the same mistake in each of its items. */
const MAX_REPORTED = 5;

interface Deviation {
  readonly kind: "null-field" | "unknown-field";
  readonly path: string;
}

/**
 * Decodes a value and reports what the codec tolerates: optional fields that are `null` instead of absent, and unknown fields.
 * Both are found by comparison with what the codec itself would have written.
 */
export function decodeStrictly<T>(
  codec: Codec<T>,
  json: unknown,
  where: Omit<NewProblem, "kind" | "message">,
  recorder: Recorder,
): T {
  const value = codec.decode(json);
  const found = [...deviations(json, codec.encode(value), "")];
  for (const { kind, path } of found.slice(0, MAX_REPORTED)) {
    const more = found.length > MAX_REPORTED ? ` (and ${found.length - MAX_REPORTED} more like this)` : "";
    const message =
      kind === "null-field"
        ? `${path} is null: omit an optional field that has no value`
        : `${path} is an unknown field`;
    recorder.problem({ ...where, kind, severity: "warning", message: message + more });
  }
  return value;
}

function* deviations(json: unknown, canonical: unknown, path: string): Generator<Deviation> {
  if (typeof json !== "object" || json === null || json === canonical) return;
  if (typeof canonical !== "object" || canonical === null) return;
  if (Array.isArray(json)) {
    for (const [index, item] of json.entries())
      yield* deviations(item, (canonical as unknown[])[index], `${path}[${index}]`);
    return;
  }
  for (const [name, member] of Object.entries(json)) {
    const here = path === "" ? name : `${path}.${name}`;
    if (Object.hasOwn(canonical, name)) yield* deviations(member, (canonical as Record<string, unknown>)[name], here);
    else yield { kind: member === null ? "null-field" : "unknown-field", path: here };
  }
}
