import { usePageState } from "../feed/feed-context.js";
import { dateTime } from "../format/time.js";
import { Icon } from "../parts/Icon.js";
import { describeMasked } from "./masked.js";
import styles from "./RecordedBanner.module.css";

/** States that the page shows a recorded session, and what was masked. */
export function RecordedBanner() {
  const recorded = usePageState((state) => state.welcome?.recorded);
  if (!recorded) return null;
  return (
    <section className={styles.banner} data-tone="info" aria-label="Recorded session">
      <Icon name="clock" />
      <p>
        <strong>Recorded session</strong>, saved {dateTime(Math.round(recorded.savedAt / 1000))}. Masked:{" "}
        {describeMasked(recorded.masked)}.
      </p>
    </section>
  );
}
