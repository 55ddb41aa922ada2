import type { LogRow } from "@galaxy-kit/console";
import { usePageState } from "../feed/feed-context.js";
import { findRow } from "../journal/find-row.js";
import { useNavigation } from "../navigation/navigation.js";
import styles from "./Cause.module.css";

/** What a line was logged for: a link to the message that was being handled, or the method that a timer ran. */
export function Cause({ cause }: { readonly cause: NonNullable<LogRow["cause"]> }) {
  return "job" in cause ? <span className={styles.job}>{cause.job}</span> : <CauseLink cause={cause} />;
}

type MessageCause = Extract<NonNullable<LogRow["cause"]>, { readonly number: number }>;

function CauseLink({ cause: { number, certain } }: { readonly cause: MessageCause }) {
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
