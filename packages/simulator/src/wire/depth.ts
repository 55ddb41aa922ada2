/** Far more than any message needs, and far less than what overflows the stack of those who walk it. */
export const DEEPEST = 200;

/** Whether a value is nested deeper than {@link DEEPEST}. */
export function isTooDeep(value: unknown, levelsLeft = DEEPEST): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (levelsLeft === 0) return true;
  for (const member of Object.values(value)) {
    if (isTooDeep(member, levelsLeft - 1)) return true;
  }
  return false;
}
