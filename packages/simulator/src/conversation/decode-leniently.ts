import type { Codec } from "@galaxy-kit/protocol";
import type { NewProblem } from "../reporting/problem.js";
import type { Recorder } from "../reporting/recorder.js";
import { decodeCorrected } from "./decode-corrected.js";
import { deviations } from "./deviations.js";

/** A message can repeat the same mistake in each of its items. */
const MAX_REPORTED = 5;

/**
 * Decodes what an integration sent. Accepts every value whose meaning is clear, since published integrations send such values, and reports each
 * mistake as a warning. Throws a `CodecError` for the rest.
 */
export function decodeLeniently<T>(
  codec: Codec<T>,
  json: unknown,
  where: Omit<NewProblem, "kind" | "message" | "severity">,
  recorder: Recorder,
): T {
  const warn = (kind: NewProblem["kind"], message: string): void => recorder.mistake({ ...where, kind, message });
  const { value, corrected, corrections } = decodeCorrected(codec, json);
  for (const { path, count, message } of corrections) {
    const more = count > 1 ? ` (and ${count - 1} more like this)` : "";
    warn("wrong-type", `${path === "" ? "the value" : path} ${message}${more}`);
  }
  const found = [...deviations(corrected, codec.encode(value))];
  const more = found.length > MAX_REPORTED ? ` (and ${found.length - MAX_REPORTED} more like this)` : "";
  for (const { kind, message } of found.slice(0, MAX_REPORTED)) warn(kind, message + more);
  return value;
}
