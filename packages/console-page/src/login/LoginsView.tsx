import type { LoginVisitRow } from "@galaxy-kit/console";
import { usePageState } from "../feed/feed-context.js";
import { EmptyState } from "../parts/EmptyState.js";
import type { IconName } from "../parts/Icon.js";
import { NoticeLine } from "../parts/NoticeLine.js";
import { VirtualList } from "../parts/VirtualList.js";
import styles from "./LoginsView.module.css";

/** What came of the comparison of an address, and how it is shown. */
interface Outcome {
  readonly icon: IconName;
  readonly tone: "good" | "warning" | "neutral";
  readonly text: string;
}

/** Every address that a login window visited, and whether the login ended there. */
export function LoginsView() {
  const { rows } = usePageState((state) => state.logins);
  if (rows.length === 0) {
    return (
      <EmptyState icon="link" title="No login yet">
        Each address of a login window appears here, compared with the end_uri_regex.
      </EmptyState>
    );
  }
  return (
    <VirtualList
      label="Login addresses"
      role="listbox"
      followTail
      dynamicHeight
      rows={rows}
      keyOf={({ number }) => number}
      rowHeight={52}
      onOpen={() => undefined}
    >
      {(row) => <LoginVisit row={row} />}
    </VirtualList>
  );
}

function LoginVisit({ row }: { readonly row: LoginVisitRow }) {
  const { icon, tone, text } = outcomeOf(row);
  return (
    <NoticeLine icon={icon} tone={tone} time={row.time}>
      <code>{row.address}</code>
      <span className={styles.comparison}>
        {text} <code>{row.endUriRegex}</code>
        {row.ignored !== undefined && `: ${row.ignored}`}
      </span>
    </NoticeLine>
  );
}

function outcomeOf({ matches, ignored }: LoginVisitRow): Outcome {
  if (!matches) return { icon: "close", tone: "neutral", text: "does not match" };
  if (ignored !== undefined) return { icon: "warning", tone: "warning", text: "is ignored although it matches" };
  return { icon: "check", tone: "good", text: "matches" };
}
