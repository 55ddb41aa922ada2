import styles from "./Sparkline.module.css";

/** A value at a time, in milliseconds since 1970. */
export interface Sample {
  readonly time: number;
  readonly value: number;
}

interface SparklineProps {
  readonly title: string;
  readonly samples: readonly Sample[];
  readonly format: (value: number) => string;
  /** What is shown instead of a line without samples. */
  readonly empty: string;
}

const WIDTH = 200;
const HEIGHT = 36;

/** How a figure has developed: the latest value, the highest one, and a line. */
export function Sparkline({ title, samples, format, empty }: SparklineProps) {
  const latest = samples.at(-1);
  const most = Math.max(...samples.map(({ value }) => value));
  return (
    <figure className={styles.figure}>
      <figcaption className={styles.caption}>
        <span>{title}</span>
        <strong>{latest ? format(latest.value) : empty}</strong>
        {latest && <span className={styles.most}>at most {format(most)}</span>}
      </figcaption>
      <svg className={styles.line} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
        {samples.length > 1 && <polyline points={pointsOf(samples, most)} />}
      </svg>
    </figure>
  );
}

function pointsOf(samples: readonly Sample[], most: number): string {
  const [from, to] = [samples[0]?.time ?? 0, samples.at(-1)?.time ?? 0];
  return samples
    .map(({ time, value }) => {
      const x = ((time - from) / Math.max(1, to - from)) * WIDTH;
      const y = HEIGHT - 2 - (value / Math.max(1, most)) * (HEIGHT - 4);
      return `${x.toFixed(1)},${y.toFixed(1)}`;
    })
    .join(" ");
}
