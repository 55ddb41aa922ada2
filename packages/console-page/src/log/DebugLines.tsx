import { usePageState } from "../feed/feed-context.js";
import { Checkbox } from "../parts/Checkbox.js";
import { useAction } from "../toasts/use-action.js";

/** Switches the debug lines of the integration on and off, if possible. */
export function DebugLines() {
  const on = usePageState((state) => state.connection?.debugLines);
  const run = useAction();
  if (on === undefined) return null;
  return (
    <Checkbox
      label="Debug lines"
      title="Log debug lines too, now and after each restart"
      checked={on}
      onChange={(checked) => void run("debugLines", { on: checked })}
    />
  );
}
