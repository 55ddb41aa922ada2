import { useRef } from "react";
import { useReplacement } from "../feed/feed-context.js";
import { Button } from "../parts/Button.js";
import { useToast } from "../toasts/ToastProvider.js";
import { readSession } from "./read-session.js";

/** A button that shows a session saved earlier, or by someone else, in place of the running integration. */
export function OpenSession() {
  const input = useRef<HTMLInputElement>(null);
  const replace = useReplacement();
  const toast = useToast();
  const open = async (file: File): Promise<void> => {
    try {
      replace(file.name, await readSession(file));
    } catch (error) {
      toast((error as Error).message);
    }
  };
  return (
    <>
      <Button
        icon="folder"
        title="Show a saved session instead of the integration"
        onClick={() => input.current?.click()}
      >
        Open session
      </Button>
      <input
        ref={input}
        type="file"
        accept=".ndjson"
        aria-label="Saved session"
        hidden
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          // The same file can be chosen again.
          target.value = "";
          if (file) void open(file);
        }}
      />
    </>
  );
}
