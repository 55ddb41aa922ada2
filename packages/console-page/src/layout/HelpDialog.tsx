import { Button } from "../parts/Button.js";
import { Dialog, DialogButtons } from "../parts/Dialog.js";
import styles from "./HelpDialog.module.css";

const shortcuts: readonly (readonly [keys: string, does: string])[] = [
  ["/", "Search in the half of the page that has the focus"],
  ["1 – 4", "Library, Friends, Subscriptions, Chat"],
  ["5 – 8", "Journal, Log, Problems, Imports"],
  ["← ↑ ↓ →", "Move in a list or the grid; Home, End and pages work as well"],
  ["Enter", "Open the details of what is marked"],
  ["Esc", "Close the details"],
  ["v", "Show the library as grid or as table"],
  ["d", "Move the journal to the bottom or to the right"],
  ["t", "Light or dark"],
  ["?", "This help"],
];

export function HelpDialog({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog title="Keyboard" onClose={onClose}>
      <dl className={styles.keys}>
        {shortcuts.map(([keys, does]) => (
          <div key={keys}>
            <dt>
              <kbd>{keys}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <DialogButtons>
        <Button look="primary" autoFocus onClick={onClose}>
          Close
        </Button>
      </DialogButtons>
    </Dialog>
  );
}
