import { useState } from "react";
import { Button } from "./Button.js";
import { Dialog, DialogButtons } from "./Dialog.js";
import type { IconName } from "./Icon.js";

interface ConfirmButtonProps {
  readonly icon?: IconName;
  readonly title: string;
  /** What happens, before it does. */
  readonly question: string;
  readonly onConfirm: () => void;
}

export function ConfirmButton({ icon, title, question, onConfirm }: ConfirmButtonProps) {
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button {...(icon && { icon })} onClick={() => setAsking(true)}>
        {title}
      </Button>
      {asking && (
        <Dialog title={`${title}?`} onClose={() => setAsking(false)}>
          <p>{question}</p>
          <DialogButtons>
            <Button onClick={() => setAsking(false)}>Cancel</Button>
            <Button
              look="primary"
              autoFocus
              onClick={() => {
                setAsking(false);
                onConfirm();
              }}
            >
              {title}
            </Button>
          </DialogButtons>
        </Dialog>
      )}
    </>
  );
}
