import type { ConnectionRow } from "@galaxy-kit/console";
import { Button } from "../parts/Button.js";
import { ConfirmButton } from "../parts/ConfirmButton.js";
import { useAction } from "../toasts/use-action.js";

/** What the state allows, and nothing else. */
export function ConnectionButtons({ can }: { readonly can: ConnectionRow["can"] }) {
  const run = useAction();
  return (
    <>
      {can.connect && (
        <Button icon="power" look="primary" onClick={() => void run("connect", {})}>
          Connect
        </Button>
      )}
      {can.retry && (
        <Button icon="refresh" look="primary" onClick={() => void run("retry", {})}>
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
          question="What the integration has stored in its persistent cache is thrown away. The user stays logged in, and what runs goes on with its own copy: Restart starts it without."
          onConfirm={() => void run("clearCache", {})}
        />
      )}
      {can.disconnect && (
        <ConfirmButton
          icon="power"
          title="Disconnect"
          question="The user is logged out: the imported library, the stored credentials and the cache are wiped, and the integration ends."
          onConfirm={() => void run("disconnect", {})}
        />
      )}
    </>
  );
}
