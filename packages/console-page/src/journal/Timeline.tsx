import { clockTime, duration } from "../format/time.js";
import { marksOf, placeOn, type Span, type TimeScale } from "./time-scale.js";
import styles from "./Timeline.module.css";

/** The marks above the bars, as the time since the first visible message. */
export function TimeAxis({ scale }: { readonly scale: TimeScale | undefined }) {
  if (!scale) return null;
  return (
    <div className={styles.axis}>
      {marksOf(scale).map((time) => (
        <span key={time} className={styles.mark} style={{ left: percent(placeOn(scale, time)) }}>
          {duration(time - scale.from)}
        </span>
      ))}
    </div>
  );
}

interface TimeBarProps {
  readonly scale: TimeScale | undefined;
  readonly span: Span | undefined;
  readonly isRunning: boolean;
}

/** From a request to its response, or from the start of an import to its end. */
export function TimeBar({ scale, span, isRunning }: TimeBarProps) {
  if (!scale || !span) return null;
  const [left, right] = [placeOn(scale, span.from), placeOn(scale, span.to)];
  const step = scale.step / (scale.to - scale.from);
  return (
    <div className={styles.track} style={{ backgroundSize: `${percent(step)} 100%` }} title={describe(span, isRunning)}>
      <span
        className={styles.bar}
        data-point={span.from === span.to && !isRunning}
        data-running={isRunning}
        style={{ left: percent(left), width: percent(right - left) }}
      />
    </div>
  );
}

function describe({ from, to }: Span, isRunning: boolean): string {
  if (isRunning) return `Since ${clockTime(from)}`;
  return from === to ? `At ${clockTime(from)}` : `${clockTime(from)} to ${clockTime(to)}: ${duration(to - from)}`;
}

function percent(share: number): string {
  return `${share * 100}%`;
}
