import { useTold } from "../feed/feed-context.js";
import type { LinkState } from "../feed/state.js";
import { Icon } from "../parts/Icon.js";
import { useNow } from "../parts/Since.js";
import { Spinner } from "../parts/Spinner.js";
import styles from "./Notice.module.css";

/** Says that the page shows the past, because the command that it belongs to has gone. */
export function LinkBanner() {
  const link = useTold((state) => state.link);
  return link.state === "lost" ? <Lost link={link} /> : null;
}

function Lost({ link }: { readonly link: Extract<LinkState, { state: "lost" }> }) {
  const wait = Math.max(0, Math.ceil((link.retryAt - useNow(250)) / 1000));
  const isGone = link.attempts > 1;
  return (
    <section className={styles.notice} data-tone="warn" aria-label="Connection of this page" role="status">
      <div className={styles.title}>
        <Icon name="warning" />
        <h2>{isGone ? "The command has ended" : "The connection to the command is lost"}</h2>
        <span className={styles.text} aria-live="off">
          {isGone
            ? "Start it again and open the address that it prints. What you see is how it was."
            : "The page connects again by itself."}{" "}
          {wait > 0 ? `Next attempt in ${wait} s.` : "Trying…"}
        </span>
        <Spinner />
      </div>
    </section>
  );
}
