import { useMemo } from "react";
import { usePageState } from "../feed/feed-context.js";
import { clockTime, duration } from "../format/time.js";
import { Badge } from "../parts/Badge.js";
import { EmptyState } from "../parts/EmptyState.js";
import { Since } from "../parts/Since.js";
import tables from "../parts/Table.module.css";
import styles from "./ConnectionView.module.css";
import { Figures } from "./Figures.js";
import { stepDisplay } from "./step-display.js";
import { type TakenStep, wayTaken } from "./way-taken.js";
import { WayPicture } from "./WayPicture.js";

/** The way that the connection has taken since the last start, and what the process costs. */
export function ConnectionView() {
  const { rows } = usePageState((state) => state.way);
  const way = useMemo(() => wayTaken(rows), [rows]);
  if (way.length === 0) return <EmptyState title="Not started">The integration has not been started yet.</EmptyState>;
  return (
    <div className={tables.scroller} tabIndex={0} role="group" aria-label="Connection">
      <Figures />
      <div className={styles.picture}>
        <WayPicture way={way} />
      </div>
      <table className={tables.table} aria-label="Steps of the connection">
        <thead>
          <tr>
            <th scope="col">Step</th>
            <th scope="col">Time</th>
            <th scope="col" className={tables.amount}>
              Took
            </th>
            <th scope="col">Reason</th>
          </tr>
        </thead>
        <tbody>
          {way.map((step) => (
            <StepLine key={step.number} step={step} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function StepLine({ step: { step, time, until, reason } }: { readonly step: TakenStep }) {
  const { tone, title } = stepDisplay[step];
  return (
    <tr>
      <th scope="row">
        <Badge tone={tone}>{title}</Badge>
      </th>
      <td className={styles.time}>{clockTime(time)}</td>
      <td className={tables.amount}>{until === undefined ? <Since time={time} /> : duration(until - time)}</td>
      <td className={styles.reason}>{reason}</td>
    </tr>
  );
}
