import { usePageState } from "../feed/feed-context.js";
import { dateTime } from "../format/time.js";
import { Banner } from "../parts/Banner.js";
import { Button } from "../parts/Button.js";
import { describeMasked } from "./masked.js";

/** States that the page shows a recorded session, and what was masked or is missing. */
export function RecordedBanner() {
  const recorded = usePageState((state) => state.welcome?.recorded);
  const opened = usePageState((state) => state.opened);
  if (!recorded) return null;
  return (
    <Banner
      label="Recorded session"
      tone={recorded.masked ? "info" : "warn"}
      icon={recorded.masked ? "clock" : "warning"}
      button={
        opened && (
          <Button icon="close" onClick={() => location.reload()}>
            Close session
          </Button>
        )
      }
    >
      <strong>Recorded session</strong>
      {opened && ` ${opened.name}`}, saved {dateTime(Math.round(recorded.savedAt / 1000))}.{" "}
      {recorded.masked
        ? `Masked: ${describeMasked(recorded.masked)}.`
        : "The end of the file is missing: not everything that was saved is shown."}
    </Banner>
  );
}
