import { usePageState } from "../feed/feed-context.js";
import { counterpart, findRow } from "../journal/find-row.js";
import { MessageContent } from "../journal/MessageContent.js";
import { useNavigation } from "../navigation/navigation.js";
import { Button } from "../parts/Button.js";
import { Spinner } from "../parts/Spinner.js";
import styles from "./SendView.module.css";

/** The response to a message that was sent by hand. */
export function ResponsePane({ number }: { readonly number: number }) {
  const rows = usePageState((state) => state.journal.rows);
  const [, navigate] = useNavigation();
  const row = findRow(rows, number);
  const response = row && counterpart(rows, row);
  return (
    <>
      <p className={styles.head}>
        <strong>{row?.method}</strong>
        <Button icon="link" onClick={() => navigate({ to: "message", number })}>
          Show in journal
        </Button>
      </p>
      {row?.type === "notification" && <p className={styles.note}>Sent. A notification has no response.</p>}
      {row?.type === "request" && !response && (
        <p className={styles.note}>
          <Spinner /> Waiting for the response…
        </p>
      )}
      {response && <MessageContent number={response.number} row={response} reveal={false} />}
    </>
  );
}
