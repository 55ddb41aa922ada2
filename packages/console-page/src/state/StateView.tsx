import { usePageState } from "../feed/feed-context.js";
import { number } from "../format/amount.js";
import { ago, duration } from "../format/time.js";
import { Badge } from "../parts/Badge.js";
import { EmptyState } from "../parts/EmptyState.js";
import { useNow } from "../parts/Since.js";
import tables from "../parts/Table.module.css";
import { type PartRow, partRows } from "./part-rows.js";
import styles from "./StateView.module.css";

/** What the parts of the integration are doing: sources, schedules, connections, running games, settings, stores, caches. */
export function StateView() {
  const parts = usePageState((state) => state.parts);
  const now = useNow(1000);
  if (parts.length === 0) {
    return (
      <EmptyState title="Nothing to show">
        The sources, schedules, connections, running games, settings, session, stores and caches of a Galaxy Kit project
        appear here.
      </EmptyState>
    );
  }
  return (
    <div className={tables.scroller} tabIndex={0} role="group" aria-label="State">
      <table className={tables.table} aria-label="State of the integration">
        <thead>
          <tr>
            <th scope="col">Part</th>
            <th scope="col">State</th>
            <th scope="col" className={tables.amount}>
              Known
            </th>
            <th scope="col">Last run</th>
            <th scope="col">Next run</th>
            <th scope="col">Details</th>
          </tr>
        </thead>
        <tbody>
          {partRows(parts).map((row) => (
            <PartLine key={row.key} row={row} now={now} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function PartLine({ row, now }: { readonly row: PartRow; readonly now: number }) {
  const { name, state, tone, count, lastAt, nextAt, details } = row;
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>
        <Badge tone={tone}>{state}</Badge>
      </td>
      <td className={tables.amount}>{count !== undefined && number(count)}</td>
      <td className={styles.time}>{lastAt !== undefined && since(now - lastAt)}</td>
      <td className={styles.time}>{nextAt !== undefined && until(nextAt - now)}</td>
      <td className={styles.details}>
        {details.map((detail) => (
          <div key={detail}>{detail}</div>
        ))}
      </td>
    </tr>
  );
}

function since(milliseconds: number): string {
  const elapsed = ago(milliseconds);
  return elapsed === "just now" ? elapsed : `${elapsed} ago`;
}

function until(milliseconds: number): string {
  return milliseconds <= 0 ? "now" : `in ${duration(Math.ceil(milliseconds / 1000) * 1000)}`;
}
