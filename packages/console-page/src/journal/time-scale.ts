/** When something began and ended, in milliseconds since 1970. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** The time that a timeline covers, and its marks. */
export interface TimeScale extends Span {
  /** The distance of the marks, in milliseconds. */
  readonly step: number;
}

const MAX_MARKS = 3;
const MAX_MARK_PLACE = 0.62;

/** Returns the scale on which all of these spans are visible. */
export function timeScale(spans: readonly Span[]): TimeScale | undefined {
  if (spans.length === 0) return undefined;
  const from = Math.min(...spans.map((span) => span.from));
  // Milliseconds are the finest that is known.
  const to = Math.max(from + 1, ...spans.map((span) => span.to));
  return { from, to, step: roundStep((to - from) / MAX_MARKS) };
}

/** Returns a place on the scale, from 0 to 1. */
export function placeOn({ from, to }: TimeScale, time: number): number {
  return Math.min(1, Math.max(0, (time - from) / (to - from)));
}

/** Returns the times of the marks. There is none near the end, where its text would not fit. */
export function marksOf(scale: TimeScale): readonly number[] {
  const { from, to, step } = scale;
  const marks = Array.from({ length: Math.floor((to - from) / step) }, (_, index) => from + (index + 1) * step);
  return marks.filter((time) => placeOn(scale, time) <= MAX_MARK_PLACE);
}

/** Returns the next duration that people count in: 1, 2 or 5 times a power of ten. */
function roundStep(milliseconds: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(milliseconds, 1)));
  return power * ([1, 2, 5].find((factor) => power * factor >= milliseconds) ?? 10);
}
