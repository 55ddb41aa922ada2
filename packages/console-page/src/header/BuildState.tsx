import type { ProjectRow } from "@galaxy-kit/console";
import { duration } from "../format/time.js";
import { Badge } from "../parts/Badge.js";
import { Spinner } from "../parts/Spinner.js";
import styles from "./BuildState.module.css";

/** The state of the build, in a few words. */
export function BuildState({ project }: { readonly project: ProjectRow }) {
  return (
    <span className={styles.build} role="status" aria-label="Build" title={changedFiles(project)}>
      {label(project)}
    </span>
  );
}

function label({ state, duration: elapsed }: ProjectRow) {
  switch (state) {
    case "unbuilt":
      return null;
    case "building":
      return (
        <>
          <Spinner /> Building…
        </>
      );
    case "built":
      return elapsed === undefined ? "Built" : `Built in ${duration(elapsed)}`;
    case "failed":
      return <Badge tone="bad">Build failed</Badge>;
  }
}

function changedFiles({ changed }: ProjectRow): string | undefined {
  return changed.length === 0 ? undefined : `Changed: ${changed.join(", ")}`;
}
