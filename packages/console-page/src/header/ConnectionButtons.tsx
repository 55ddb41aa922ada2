import type { ConnectionRow } from "@galaxy-kit/console";
import { Button } from "../parts/Button.js";
import { ConfirmButton } from "../parts/ConfirmButton.js";
import { useAction } from "../toasts/use-action.js";

/** Buttons for the actions that the connection state allows. */
export function ConnectionButtons({ can }: { readonly can: ConnectionRow["can"] }) {
  const run = useAction();
  return (
    <>
      {can.connect && (
        <Button icon="power" variant="primary" onClick={() => void run("connect", {})}>
          Connect
        </Button>
      )}
      {can.retry && (
        <Button icon="refresh" variant="primary" onClick={() => void run("retry", {})}>
          Retry
        </Button>
      )}
      {can.restart && (
        <Button icon="refresh" onClick={() => void run("restart", {})}>
          Restart
        </Button>
      )}
      {can.clearCache && (
        <ConfirmButton
          icon="trash"
          title="Clear cache"
          explanation="Deletes the persistent cache stored for the integration. The user stays logged in. The running integration keeps its copy until you restart it."
          onConfirm={() => void run("clearCache", {})}
        />
      )}
      {can.disconnect && (
        <ConfirmButton
          icon="power"
          title="Disconnect"
          explanation="Logs the user out and stops the integration. The imported library, the stored credentials and the cache are deleted."
          onConfirm={() => void run("disconnect", {})}
        />
      )}
    </>
  );
}
