import { useState } from "react";
import { useTold } from "../feed/feed-context.js";
import { IconButton } from "../parts/Button.js";
import { Icon } from "../parts/Icon.js";
import styles from "./Notice.module.css";

/** What the compiler says about a build that failed; the integration of the last good build goes on meanwhile. */
export function BuildPanel() {
  const project = useTold((state) => state.project);
  const [dismissed, setDismissed] = useState<number>();
  if (project?.state !== "failed" || dismissed === project.since) return null;
  return (
    <section className={styles.notice} data-tone="bad" aria-label="Output of the compiler">
      <header className={styles.title}>
        <Icon name="error" />
        <h2>The build has failed</h2>
        <span className={styles.text}>
          {project.changed.length > 0 && `after a change of ${project.changed.join(", ")}`}
        </span>
        <IconButton icon="close" label="Hide the output" onClick={() => setDismissed(project.since)} />
      </header>
      <pre className={styles.output} tabIndex={0}>
        {project.output ?? "The compiler has said nothing."}
      </pre>
    </section>
  );
}
