import { useTold } from "../feed/feed-context.js";
import { number } from "../format/amount.js";
import { Badge } from "../parts/Badge.js";
import { Spinner } from "../parts/Spinner.js";
import type { Tab } from "../parts/Tabs.js";
import type { DockView } from "./place.js";

export function useDockTabs(): readonly Tab<DockView>[] {
  const problems = useTold((state) => state.problems.rows);
  const running = useTold((state) => state.imports.some((progress) => progress.state === "running"));
  const failed = useTold((state) => state.imports.some((progress) => progress.state === "failed"));
  const hasErrors = problems.some(({ severity }) => severity === "error");

  return [
    { name: "journal", title: "Journal" },
    { name: "log", title: "Log" },
    {
      name: "problems",
      title: "Problems",
      badge: problems.length > 0 && <Badge tone={hasErrors ? "bad" : "warn"}>{number(problems.length)}</Badge>,
    },
    { name: "imports", title: "Imports", badge: running ? <Spinner /> : failed && <Badge tone="bad">failed</Badge> },
  ];
}
