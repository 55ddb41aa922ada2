import type { ImportRow } from "@galaxy-kit/console";
import { useMemo } from "react";
import { usePageState } from "../feed/feed-context.js";
import { failedIds } from "./failed-ids.js";
import styles from "./FailedItems.module.css";
import { ImportTheseButton } from "./ImportTheseButton.js";

const MAX_NAMED = 10;

/** Names what has failed, and offers to import it again, once the import has ended. */
export function FailedItems({ progress }: { readonly progress: ImportRow }) {
  const problems = usePageState((state) => state.problems.rows);
  const { kind, startedAt, failed, state } = progress;
  const ids = useMemo(
    () => (failed > 0 && state !== "running" ? failedIds(problems, { kind, startedAt }) : []),
    [problems, kind, startedAt, failed, state],
  );
  if (ids.length === 0) return null;
  return (
    <tr>
      <td colSpan={8}>
        <div className={styles.items}>
          <span>
            Failed: {ids.slice(0, MAX_NAMED).join(", ")}
            {ids.length > MAX_NAMED && ", …"}
          </span>
          <ImportTheseButton kind={kind} ids={ids} />
        </div>
      </td>
    </tr>
  );
}
