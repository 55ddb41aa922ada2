const UNITS = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
] as const;

/** Returns a length of time for people, such as `12 minutes`. */
export function inWords(milliseconds: number): string {
  const [unit, length] = UNITS.find(([, one]) => milliseconds >= one) ?? (["second", 1000] as const);
  const count = Math.max(1, Math.round(milliseconds / length));
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}
