import { useState } from "react";
import { useComposer } from "../composer/composer.js";
import { Answer } from "./Answer.js";
import { ComposeForm } from "./ComposeForm.js";
import styles from "./SendView.module.css";
import { SentList } from "./SentList.js";

/** Sends any request or notification to the integration, and shows its answer next to it. */
export function SendView() {
  const { sent } = useComposer();
  const [shown, setShown] = useState<number>();
  const number = shown ?? sent[0]?.number;
  return (
    <div className={styles.container}>
      <div className={styles.both}>
        <div className={styles.compose}>
          <ComposeForm onSent={setShown} />
          <SentList shown={number} onShow={setShown} />
        </div>
        <section className={styles.answer} aria-label="Answer">
          {number === undefined ? (
            <p className={styles.note}>The answer appears here, and in the journal.</p>
          ) : (
            <Answer number={number} />
          )}
        </section>
      </div>
    </div>
  );
}
