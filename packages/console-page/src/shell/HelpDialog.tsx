import { Button } from "../parts/Button.js";
import { Dialog, DialogButtons } from "../parts/Dialog.js";
import styles from "./HelpDialog.module.css";

const shortcuts: readonly (readonly [keys: string, description: string])[] = [
  ["/", "Search the focused half of the page"],
  ["1 – 4", "Go to Library, Friends, Subscriptions or Chat"],
  ["5 – 9, 0", "Go to Journal, Log, Problems, Imports, Login or State"],
  ["← ↑ ↓ →", "Move in a list or grid (also Home, End, Page Up and Page Down)"],
  ["Enter", "Open details of the current item"],
  ["Esc", "Close details"],
  ["v", "Switch the library between grid and table"],
  ["d", "Move the developer tools to the bottom or to the right"],
  ["t", "Switch between light and dark theme"],
  ["?", "Show this help"],
];

export function HelpDialog({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog title="Keyboard shortcuts" onClose={onClose}>
      <dl className={styles.keys}>
        {shortcuts.map(([keys, description]) => (
          <div key={keys}>
            <dt>
              <kbd>{keys}</kbd>
            </dt>
            <dd>{description}</dd>
          </div>
        ))}
      </dl>
      <DialogButtons>
        <Button variant="primary" autoFocus onClick={onClose}>
          Close
        </Button>
      </DialogButtons>
    </Dialog>
  );
}
