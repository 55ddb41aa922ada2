/** Returns the index of the first element of an ascending list that is not below a number. */
export function lowerBound<T>(list: readonly T[], number: number, numberOf: (element: T) => number): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const element = list[middle];
    if (element !== undefined && numberOf(element) < number) low = middle + 1;
    else high = middle;
  }
  return low;
}
