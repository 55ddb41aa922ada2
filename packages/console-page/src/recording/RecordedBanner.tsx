import { usePageState } from "../feed/feed-context.js";
import { dateTime } from "../format/time.js";
import { Banner } from "../parts/Banner.js";
import { Button } from "../parts/Button.js";
import { describeMasked } from "./masked.js";

/** States that the page shows a recorded session, and what was masked. */
export function RecordedBanner() {
  const recorded = usePageState((state) => state.welcome?.recorded);
  const opened = usePageState((state) => state.opened);
  if (!recorded) return null;
  return (
    <Banner
      label="Recorded session"
      tone="info"
      icon="clock"
      button={
        opened && (
          <Button icon="close" onClick={() => location.reload()}>
            Close session
          </Button>
        )
      }
    >
      <strong>Recorded session</strong>
      {opened && ` ${opened.name}`}, saved {dateTime(Math.round(recorded.savedAt / 1000))}. Masked:{" "}
      {describeMasked(recorded.masked)}.
    </Banner>
  );
}
