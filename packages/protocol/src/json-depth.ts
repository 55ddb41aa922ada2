/** Far more than any message needs, and far less than what would overflow the stack of code that walks the value. */
export const MAX_JSON_DEPTH = 200;

/** Whether a value is nested deeper than {@link MAX_JSON_DEPTH}. */
export function isTooDeep(value: unknown, levelsLeft = MAX_JSON_DEPTH): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (levelsLeft === 0) return true;
  for (const member of Object.values(value)) {
    if (isTooDeep(member, levelsLeft - 1)) return true;
  }
  return false;
}
