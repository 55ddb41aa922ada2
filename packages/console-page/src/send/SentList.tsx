import { type SentDraft, useComposer } from "../composer/composer.js";
import { usePageState } from "../feed/feed-context.js";
import { clockTime } from "../format/time.js";
import { findRow } from "../journal/find-row.js";
import styles from "./SentList.module.css";

interface SentListProps {
  readonly shown: number | undefined;
  readonly onShow: (number: number) => void;
}

/** What was sent before. Choosing an entry shows its response and puts it into the form again. */
export function SentList({ shown, onShow }: SentListProps) {
  const { sent, setDraft } = useComposer();
  if (sent.length === 0) return null;
  return (
    <section className={styles.sent} aria-label="Sent">
      <h2>Sent</h2>
      <ul>
        {sent.map((draft) => (
          <li key={draft.number}>
            <button
              type="button"
              className={styles.entry}
              aria-current={draft.number === shown}
              onClick={() => {
                setDraft({ method: draft.method, params: draft.params });
                onShow(draft.number);
              }}
            >
              <Entry draft={draft} />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Entry({ draft: { number, method, params } }: { readonly draft: SentDraft }) {
  const time = usePageState((state) => findRow(state.journal.rows, number)?.time);
  return (
    <>
      {time !== undefined && <span className={styles.time}>{clockTime(time)}</span>}
      <strong>{method}</strong>
      <span className={styles.params}>{params.replace(/\s+/g, " ")}</span>
    </>
  );
}
