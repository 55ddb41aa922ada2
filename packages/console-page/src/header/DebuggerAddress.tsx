import type { ConnectionRow } from "@galaxy-kit/console";
import { Badge } from "../parts/Badge.js";
import styles from "./BuildState.module.css";

/** Where a debugger attaches. */
export function DebuggerAddress({ inspector }: { readonly inspector: NonNullable<ConnectionRow["debugger"]> }) {
  const { address, webSocket } = inspector;
  const howTo = `VS Code: start "Attach to galaxy-kit dev". Chrome: open chrome://inspect. Others: ${webSocket}`;
  return (
    <span className={styles.build} title={howTo}>
      <Badge tone="info">Debugger {address.replace(/^.*(?=:)/, "")}</Badge>
    </span>
  );
}
