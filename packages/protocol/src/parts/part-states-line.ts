import { partState, type PartState } from "./part-state.js";

const MEMBER = "galaxy_kit_state";
/** No line of a logger begins like this. */
const START = `{"${MEMBER}":`;

/** Returns the content of a line of the log that carries the states of all parts. */
export function partStatesLine(states: readonly PartState[]): { readonly [MEMBER]: readonly unknown[] } {
  return { [MEMBER]: states.map((state) => partState.encode(state)) };
}

/** Reads a line that carries the states of all parts, without those that cannot be read; undefined for any other line. */
export function readPartStates(line: string): readonly PartState[] | undefined {
  if (!line.startsWith(START)) return undefined;
  try {
    const { [MEMBER]: states } = JSON.parse(line) as { readonly [MEMBER]: unknown };
    return Array.isArray(states) ? states.flatMap(readable) : undefined;
  } catch {
    return undefined;
  }
}

/** A newer framework may have other parts. */
function readable(wire: unknown): readonly PartState[] {
  try {
    return [partState.decode(wire)];
  } catch {
    return [];
  }
}
