import { CopyButton } from "./CopyButton.js";
import styles from "./CopyButtons.module.css";

interface CopyButtonsProps {
  readonly json: unknown;
  readonly id: string;
  /** A step of a scenario. */
  readonly step: object;
}

/** Copies an item as JSON, its id, or the step of a scenario that expects it. */
export function CopyButtons({ json, id, step }: CopyButtonsProps) {
  return (
    <div className={styles.buttons} role="group" aria-label="Copy">
      <CopyButton title="Copy JSON" text={JSON.stringify(json, null, 2)} />
      <CopyButton title="Copy ID" text={id} />
      <CopyButton title="Copy as scenario step" text={JSON.stringify(step, null, 2)} />
    </div>
  );
}
