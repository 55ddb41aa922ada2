import { useState } from "react";
import { usePageState } from "../feed/feed-context.js";
import { IconButton } from "../parts/Button.js";
import { Icon } from "../parts/Icon.js";
import { SourceText } from "../source/SourceText.js";
import styles from "./Notice.module.css";

/** The compiler output of a failed build. The integration from the last successful build keeps running. */
export function BuildPanel() {
  const project = usePageState((state) => state.project);
  const [dismissed, setDismissed] = useState<number>();
  if (project?.state !== "failed" || dismissed === project.since) return null;
  return (
    <section className={styles.notice} data-tone="bad" aria-label="Compiler output">
      <div className={styles.title}>
        <Icon name="error" />
        <h2>Build failed</h2>
        <span className={styles.text}>{project.changed.length > 0 && `Changed: ${project.changed.join(", ")}`}</span>
        <IconButton icon="close" label="Dismiss" onClick={() => setDismissed(project.since)} />
      </div>
      <pre className={styles.output} tabIndex={0}>
        <SourceText text={project.output ?? "The compiler printed no output."} />
      </pre>
    </section>
  );
}
