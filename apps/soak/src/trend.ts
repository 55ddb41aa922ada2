/** The first third of a run is the warm-up: code is compiled and caches fill up. */
const WARM_UP = 1 / 3;

/**
 * Returns how much a series rises after the warm-up, according to a linear regression. A few peaks count little; steady growth
 * counts in full.
 */
export function riseOf(series: readonly number[]): number {
  const settled = series.slice(Math.floor(series.length * WARM_UP));
  const meanX = (settled.length - 1) / 2;
  const meanY = settled.reduce((sum, y) => sum + y, 0) / settled.length;
  const covariance = settled.reduce((sum, y, x) => sum + (x - meanX) * (y - meanY), 0);
  const variance = settled.reduce((sum, _, x) => sum + (x - meanX) ** 2, 0);
  return variance === 0 ? 0 : (covariance / variance) * (settled.length - 1);
}
