/** The first third of a run is warming up: code is compiled, caches fill. */
const WARMING_UP = 1 / 3;

/**
 * How much a series rises from the end of its first third to its end, along the line with the least squared distance to it:
 * single peaks count little, growth that goes on counts whole.
 */
export function riseOf(series: readonly number[]): number {
  const settled = series.slice(Math.floor(series.length * WARMING_UP));
  const meanX = (settled.length - 1) / 2;
  const meanY = settled.reduce((sum, y) => sum + y, 0) / settled.length;
  const covariance = settled.reduce((sum, y, x) => sum + (x - meanX) * (y - meanY), 0);
  const variance = settled.reduce((sum, _, x) => sum + (x - meanX) ** 2, 0);
  return variance === 0 ? 0 : (covariance / variance) * (settled.length - 1);
}
