import { Button } from "../parts/Button.js";
import { useAction } from "../toasts/use-action.js";
import type { ListReason } from "./empty-reason.js";
import { ReimportButton } from "./ReimportButton.js";

/** The button that may solve the problem. */
export function WayOut({ reason: { action, reimport } }: { readonly reason: ListReason }) {
  const run = useAction();
  if (reimport) return <ReimportButton kind={reimport} />;
  return (
    action && (
      <Button icon={action === "connect" ? "power" : "refresh"} onClick={() => void run(action, {})}>
        {action === "connect" ? "Connect" : "Retry"}
      </Button>
    )
  );
}
