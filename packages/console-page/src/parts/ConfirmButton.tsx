import { useState } from "react";
import { Button } from "./Button.js";
import { Dialog, DialogButtons } from "./Dialog.js";
import type { IconName } from "./Icon.js";

interface ConfirmButtonProps {
  readonly icon?: IconName;
  readonly title: string;
  /** Explains the consequences before the user confirms. */
  readonly explanation: string;
  readonly onConfirm: () => void;
}

/** A button that asks for confirmation in a dialog first. */
export function ConfirmButton({ icon, title, explanation, onConfirm }: ConfirmButtonProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button {...(icon && { icon })} onClick={() => setOpen(true)}>
        {title}
      </Button>
      {isOpen && (
        <Dialog title={`${title}?`} onClose={() => setOpen(false)}>
          <p>{explanation}</p>
          <DialogButtons>
            <Button onClick={() => setOpen(false)}>Cancel</Button>
            <Button
              variant="primary"
              autoFocus
              onClick={() => {
                setOpen(false);
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
