import type { ConnectionStep } from "@galaxy-kit/console";
import { duration } from "../format/time.js";
import { stepDisplay } from "./step-display.js";
import { movesOf, type Place, places, type TakenStep } from "./way-taken.js";
import styles from "./WayPicture.module.css";

const BOX = { width: 112, height: 38 };
const GAP = { x: 26, y: 40 };
const MARGIN = 10;
const COLUMNS = 7;

const size = {
  width: 2 * MARGIN + COLUMNS * BOX.width + (COLUMNS - 1) * GAP.x,
  height: 2 * MARGIN + 2 * BOX.height + GAP.y + 14,
};

/** The states of a connection as a picture. The table next to it has the same in words. */
export function WayPicture({ way }: { readonly way: readonly TakenStep[] }) {
  const current = way.at(-1);
  const steps = Object.keys(places) as ConnectionStep[];
  return (
    <svg
      className={styles.picture}
      viewBox={`0 0 ${size.width} ${size.height}`}
      role="img"
      aria-label={`The steps of the connection: ${way.map(({ step }) => stepDisplay[step].title).join(", ")}`}
    >
      {movesOf(way).map(([from, to]) => (
        <path key={`${from} ${to}`} className={styles.move} d={pathBetween(places[from], places[to])} />
      ))}
      {steps.map((step) => (
        <Box
          key={step}
          step={step}
          last={way.findLast((taken) => taken.step === step)}
          first={way[0]}
          isCurrent={step === current?.step}
        />
      ))}
    </svg>
  );
}

interface BoxProps {
  readonly step: ConnectionStep;
  /** When the way was here last. */
  readonly last: TakenStep | undefined;
  readonly first: TakenStep | undefined;
  readonly isCurrent: boolean;
}

function Box({ step, last, first, isCurrent }: BoxProps) {
  const { x, y } = cornerOf(places[step]);
  const { tone, title } = stepDisplay[step];
  const state = isCurrent ? "current" : last ? "taken" : "open";
  return (
    <g className={styles.box} data-state={state} data-tone={tone} transform={`translate(${x} ${y})`}>
      <rect width={BOX.width} height={BOX.height} rx={6} />
      <text x={BOX.width / 2} y={last ? 16 : 23} textAnchor="middle">
        {title}
      </text>
      {last && first && (
        <text className={styles.time} x={BOX.width / 2} y={31} textAnchor="middle">
          {last === first ? "0 ms" : `+${duration(last.time - first.time)}`}
        </text>
      )}
      {last && <title>{last.reason}</title>}
    </g>
  );
}

function cornerOf({ column, row }: Place): { readonly x: number; readonly y: number } {
  return { x: MARGIN + column * (BOX.width + GAP.x), y: MARGIN + 14 + row * (BOX.height + GAP.y) };
}

/** A straight line to a neighbor, an arc over the boxes in between, or a curve from one row to the other. */
function pathBetween(from: Place, to: Place): string {
  const [a, b] = [cornerOf(from), cornerOf(to)];
  const forward = to.column > from.column;
  if (from.row === to.row && Math.abs(to.column - from.column) === 1) {
    const y = a.y + BOX.height / 2 + (forward ? -4 : 4);
    return forward ? `M${a.x + BOX.width} ${y}H${b.x}` : `M${a.x} ${y}H${b.x + BOX.width}`;
  }
  if (from.row === to.row) {
    const [x1, x2] = [a.x + BOX.width / 2, b.x + BOX.width / 2];
    return from.row === 0
      ? `M${x1} ${a.y}C${x1} ${a.y - 18} ${x2} ${a.y - 18} ${x2} ${a.y}`
      : `M${x1} ${a.y + BOX.height}C${x1} ${a.y + BOX.height + 12} ${x2} ${a.y + BOX.height + 12} ${x2} ${a.y + BOX.height}`;
  }
  const [x1, x2] = [a.x + BOX.width / 2, b.x + BOX.width / 2];
  const [y1, y2] = from.row === 0 ? [a.y + BOX.height, b.y] : [a.y, b.y + BOX.height];
  const middle = (y1 + y2) / 2;
  return `M${x1} ${y1}C${x1} ${middle} ${x2} ${middle} ${x2} ${y2}`;
}
