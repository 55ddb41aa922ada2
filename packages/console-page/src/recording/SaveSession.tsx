import { useState } from "react";
import { useSavingObstacle } from "../feed/obstacle.js";
import { Button } from "../parts/Button.js";
import { Dialog, DialogButtons } from "../parts/Dialog.js";
import { describeMasked } from "./masked.js";
import { saveSession } from "./save-session.js";

/** A button that saves everything on the page as a file, to look at it later or to attach it to an issue. */
export function SaveSession() {
  const [isOpen, setOpen] = useState(false);
  const obstacle = useSavingObstacle();
  return (
    <>
      <Button icon="save" obstacle={obstacle} onClick={() => setOpen(true)}>
        Save session
      </Button>
      {isOpen && <SaveDialog onClose={() => setOpen(false)} />}
    </>
  );
}

type Outcome = "asking" | "saving" | { readonly text: string };

function SaveDialog({ onClose }: { readonly onClose: () => void }) {
  const [outcome, setOutcome] = useState<Outcome>("asking");
  const save = async (): Promise<void> => {
    setOutcome("saving");
    try {
      setOutcome({ text: `Saved. Masked: ${describeMasked(await saveSession())}.` });
    } catch (error) {
      setOutcome({ text: `Not saved: ${(error as Error).message}` });
    }
  };
  const isDone = typeof outcome === "object";
  return (
    <Dialog title="Save session" onClose={onClose}>
      <p>
        Saves everything on this page as a file: the library, all messages that are kept, the log and the problems. Open
        it with <strong>Open session</strong> on any such page, or with <code>galaxy-kit open session.ndjson</code>,
        which needs no integration.
      </p>
      <p>
        You can attach the file to an issue. Tokens, cookies, passwords, email addresses and the path of your home
        folder are replaced by placeholders such as <code>(token 1)</code>. The names of games and friends, and chat
        messages, stay in it.
      </p>
      <p role="status">{isDone ? outcome.text : outcome === "saving" && "Saving…"}</p>
      <DialogButtons>
        <Button onClick={onClose}>{isDone ? "Close" : "Cancel"}</Button>
        <Button icon="save" variant="primary" autoFocus disabled={outcome === "saving"} onClick={() => void save()}>
          Save
        </Button>
      </DialogButtons>
    </Dialog>
  );
}
