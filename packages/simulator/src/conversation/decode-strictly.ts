import type { Codec } from "@galaxy-kit/protocol";
import type { NewProblem } from "../reporting/problem.js";
import type { Recorder } from "../reporting/recorder.js";

/** A message can repeat a slip in each of its items; the first few tell enough. */
const REPORTED_SLIPS = 5;

interface Slip {
  readonly kind: "null-field" | "unknown-field";
  readonly path: string;
}

/**
 * Decodes, and reports what the codec forgives: an optional field that is `null` where it should be left out, and a field
 * that the protocol does not know. Both show in the difference to what the codec itself would have written.
 */
export function decodeStrictly<T>(
  codec: Codec<T>,
  json: unknown,
  where: Omit<NewProblem, "kind" | "message">,
  recorder: Recorder,
): T {
  const value = codec.decode(json);
  const slips = [...slipsOf(json, codec.encode(value), "")];
  for (const { kind, path } of slips.slice(0, REPORTED_SLIPS)) {
    const more = slips.length > REPORTED_SLIPS ? ` (and ${slips.length - REPORTED_SLIPS} more of the kind)` : "";
    const message =
      kind === "null-field"
        ? `${path} is null: an optional field that is absent is left out`
        : `${path} is a field that the protocol does not know`;
    recorder.problem({ ...where, kind, severity: "warning", message: message + more });
  }
  return value;
}

function* slipsOf(json: unknown, canonical: unknown, path: string): Generator<Slip> {
  if (typeof json !== "object" || json === null || json === canonical) return;
  if (typeof canonical !== "object" || canonical === null) return;
  if (Array.isArray(json)) {
    for (const [index, item] of json.entries())
      yield* slipsOf(item, (canonical as unknown[])[index], `${path}[${index}]`);
    return;
  }
  for (const [name, member] of Object.entries(json)) {
    const here = path === "" ? name : `${path}.${name}`;
    if (Object.hasOwn(canonical, name)) yield* slipsOf(member, (canonical as Record<string, unknown>)[name], here);
    else yield { kind: member === null ? "null-field" : "unknown-field", path: here };
  }
}
