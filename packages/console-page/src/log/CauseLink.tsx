import type { LogRow } from "@galaxy-kit/console";
import { usePageState } from "../feed/feed-context.js";
import { findRow } from "../journal/find-row.js";
import { useNavigation } from "../navigation/navigation.js";
import styles from "./CauseLink.module.css";

/** A link to the message that was being handled when a line was logged. */
export function CauseLink({ cause: { number, certain } }: { readonly cause: NonNullable<LogRow["cause"]> }) {
  const [, navigate] = useNavigation();
  const method = usePageState((state) => findRow(state.journal.rows, number)?.method);
  return (
    <button
      type="button"
      className={styles.cause}
      title={
        certain
          ? "Logged while handling this message"
          : "This message arrived just before; another one may be the cause"
      }
      onClick={(event) => {
        event.stopPropagation();
        navigate({ to: "message", number });
      }}
    >
      {!certain && "near "}
      {method ?? "message"} #{number}
    </button>
  );
}
