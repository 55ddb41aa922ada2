import { isInTrouble } from "@galaxy-kit/protocol";
import { useMemo } from "react";
import { usePageState } from "../feed/feed-context.js";
import { number } from "../format/amount.js";
import type { DockView } from "../navigation/navigation-state.js";
import { Badge } from "../parts/Badge.js";
import { Spinner } from "../parts/Spinner.js";
import type { Tab } from "../parts/Tabs.js";
import { faultsIn } from "../problems/faults.js";

export function useDockTabs(): readonly Tab<DockView>[] {
  const problems = usePageState((state) => state.problems.rows);
  const running = usePageState((state) => state.imports.some((progress) => progress.state === "running"));
  const failed = usePageState((state) => state.imports.some((progress) => progress.state === "failed"));
  const troubled = usePageState((state) => state.parts.filter(isInTrouble).length);
  const changes = usePageState((state) => state.differences.size);
  const sessions = usePageState((state) => state.sessions);
  const faults = useMemo(() => {
    const last = sessions.at(-1);
    return faultsIn(problems, sessions).filter(({ session }) => session?.number === last?.number);
  }, [problems, sessions]);
  const hasErrors = faults.some(({ severity }) => severity === "error");

  return [
    { name: "journal", title: "Journal" },
    { name: "log", title: "Log" },
    {
      name: "problems",
      title: "Problems",
      badge: faults.length > 0 && <Badge tone={hasErrors ? "bad" : "warn"}>{number(faults.length)}</Badge>,
    },
    { name: "imports", title: "Imports", badge: running ? <Spinner /> : failed && <Badge tone="bad">Failed</Badge> },
    { name: "logins", title: "Login" },
    { name: "state", title: "State", badge: troubled > 0 && <Badge tone="bad">{number(troubled)}</Badge> },
    { name: "connection", title: "Connection" },
    { name: "send", title: "Send" },
    { name: "changes", title: "Changes", badge: changes > 0 && <Badge>{number(changes)}</Badge> },
  ];
}
