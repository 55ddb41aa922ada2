import type { LogRow } from "@galaxy-kit/console";
import { useTold } from "../feed/feed-context.js";
import { findRow } from "../journal/find-row.js";
import { useNavigation } from "../layout/navigation.js";
import styles from "./CauseLink.module.css";

/** Leads to the message that was being worked on when a line was logged. */
export function CauseLink({ cause: { number, certain } }: { readonly cause: NonNullable<LogRow["cause"]> }) {
  const [, go] = useNavigation();
  const method = useTold((state) => findRow(state.journal.rows, number)?.method);
  return (
    <button
      type="button"
      className={styles.cause}
      title={
        certain
          ? "Logged while this message was worked on"
          : "This message came shortly before; others may be the cause"
      }
      onClick={(event) => {
        event.stopPropagation();
        go({ to: "message", number });
      }}
    >
      {!certain && "near "}
      {method ?? "message"} #{number}
    </button>
  );
}
