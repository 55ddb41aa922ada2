import { useState } from "react";
import { useComposer } from "../composer/composer.js";
import { ComposeForm } from "./ComposeForm.js";
import { ResponsePane } from "./ResponsePane.js";
import styles from "./SendView.module.css";
import { SentList } from "./SentList.js";

/** Sends any request or notification to the integration, and shows the response next to it. */
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
        <section className={styles.response} aria-label="Response">
          {number === undefined ? (
            <p className={styles.note}>The response appears here and in the journal.</p>
          ) : (
            <ResponsePane number={number} />
          )}
        </section>
      </div>
    </div>
  );
}
