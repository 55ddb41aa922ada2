import { filterHelp } from "../journal/filter-language.js";
import { Button } from "../parts/Button.js";
import { Dialog, DialogButtons } from "../parts/Dialog.js";
import styles from "./HelpDialog.module.css";

const shortcuts: readonly (readonly [keys: string, description: string])[] = [
  ["/", "Search the focused half of the page"],
  ["1 – 4", "Go to Library, Friends, Subscriptions or Chat"],
  ["5 – 9, 0", "Go to Journal, Log, Problems, Imports, Login or State"],
  ["s", "Go to Send; Ctrl+Enter sends"],
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
    <Dialog title="Help" onClose={onClose} wide>
      <div className={styles.columns}>
        <Keys title="Keyboard shortcuts" keys={shortcuts} />
        <Keys title="Filter of the journal" keys={filterHelp} />
      </div>
      <DialogButtons>
        <Button variant="primary" autoFocus onClick={onClose}>
          Close
        </Button>
      </DialogButtons>
    </Dialog>
  );
}

interface KeysProps {
  readonly title: string;
  readonly keys: readonly (readonly [key: string, meaning: string])[];
}

function Keys({ title, keys }: KeysProps) {
  return (
    <section>
      <h3>{title}</h3>
      <dl className={styles.keys}>
        {keys.map(([key, meaning]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
