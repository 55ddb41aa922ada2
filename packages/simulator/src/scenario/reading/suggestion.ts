/** `; did you mean "state"?` where a known name is close to what was found, and nothing otherwise. */
export function suggestion(found: unknown, names: readonly string[]): string {
  if (typeof found !== "string") return "";
  const [closest] = names
    .map((name) => ({ name, distance: distanceBetween(found.toLowerCase(), name.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance);
  const isClose = closest !== undefined && closest.distance <= Math.max(1, Math.floor(found.length / 3));
  return isClose ? `; did you mean ${JSON.stringify(closest.name)}?` : "";
}

/** How many letters have to be put in, taken out or replaced. */
function distanceBetween(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let index = 0; index < one.length; index++) {
    const next = [index + 1];
    for (let column = 0; column < other.length; column++) {
      const replaced = (row[column] ?? 0) + (one[index] === other[column] ? 0 : 1);
      next.push(Math.min(replaced, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
