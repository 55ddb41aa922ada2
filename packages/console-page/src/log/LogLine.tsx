import type { LogRow } from "@galaxy-kit/console";
import { plural } from "../format/amount.js";
import { clockTime } from "../format/time.js";
import { Icon } from "../parts/Icon.js";
import { Json } from "../parts/Json.js";
import { SourceText } from "../source/SourceText.js";
import { Trace } from "../source/Trace.js";
import { Cause } from "./Cause.js";
import styles from "./LogLine.module.css";
import { otherFields } from "./other-fields.js";

/** The first line of a log entry, or the whole entry with its fields when it is open. */
export function LogLine({ row, open }: { readonly row: LogRow; readonly open: boolean }) {
  const [first = "", ...more] = row.message.split("\n");
  const fields = otherFields(row);
  const hasMore = more.length > 0 || fields !== undefined;
  return (
    <div className={styles.line} role="presentation" data-level={row.level ?? "raw"}>
      <div className={styles.fold} role="gridcell" data-open={open}>
        {hasMore && <Icon name="chevron" />}
      </div>
      <div className={styles.time} role="gridcell">
        {clockTime(row.time)}
      </div>
      <div className={styles.level} role="gridcell">
        {row.level ?? row.stream}
      </div>
      <div className={styles.text} role="gridcell">
        <div className={open ? styles.whole : styles.first}>
          {row.logger !== undefined && <span className={styles.logger}>{row.logger}</span>}
          {open ? <Whole row={row} /> : inOneLine(first, row)}
          {!open && more.length > 0 && <span className={styles.more}> +{plural(more.length, "line")}</span>}
        </div>
        {open && fields && (
          <div className={styles.fields}>
            <Json text={JSON.stringify(fields, null, 2)} />
          </div>
        )}
      </div>
      <div role="gridcell">{row.cause && <Cause cause={row.cause} />}</div>
    </div>
  );
}

/** The first line, and what was thrown unless that line names it. */
function inOneLine(first: string, { trace }: LogRow): string {
  const [thrown = ""] = (trace ?? "").split("\n", 1);
  const reason = thrown.replace(/^(?:\w*Error|Traceback[^:]*): ?/, "");
  return reason === "" || first.includes(reason) ? first : `${first}: ${thrown}`;
}

/** The message, with the stack of its error as lines. */
function Whole({ row: { message, trace } }: { readonly row: LogRow }) {
  if (trace === undefined || !message.endsWith(trace)) return <SourceText text={message} />;
  return (
    <>
      <SourceText text={message.slice(0, -trace.length)} />
      <Trace text={trace} />
    </>
  );
}
