import { usePageState } from "../feed/feed-context.js";
import { IconButton } from "../parts/Button.js";
import { BuildState } from "./BuildState.js";
import { ConnectionButtons } from "./ConnectionButtons.js";
import { ConnectionPill } from "./ConnectionPill.js";
import { DebuggerAddress } from "./DebuggerAddress.js";
import styles from "./Header.module.css";
import { Identity } from "./Identity.js";
import { ImportState } from "./ImportState.js";

interface HeaderProps {
  readonly theme: "dark" | "light";
  readonly onToggleTheme: () => void;
  readonly onHelp: () => void;
}

export function Header({ theme, onToggleTheme, onHelp }: HeaderProps) {
  const connection = usePageState((state) => state.connection);
  const project = usePageState((state) => state.project);
  return (
    <header className={styles.header}>
      <Identity />
      <div className={styles.state}>
        {connection && <ConnectionPill status={connection.status} />}
        {connection?.debugger && <DebuggerAddress inspector={connection.debugger} />}
        {project && <BuildState project={project} />}
        <ImportState />
      </div>
      <div className={styles.buttons} role="group" aria-label="Actions">
        {connection && <ConnectionButtons can={connection.can} />}
        <IconButton
          icon={theme === "dark" ? "sun" : "moon"}
          label={theme === "dark" ? "Switch to light theme" : "Switch to dark theme"}
          onClick={onToggleTheme}
        />
        <IconButton icon="help" label="Help" onClick={onHelp} />
      </div>
    </header>
  );
}
