import type { ProjectRow } from "@galaxy-kit/console";
import { duration } from "../format/time.js";
import { Badge } from "../parts/Badge.js";
import { Spinner } from "../parts/Spinner.js";
import styles from "./BuildState.module.css";

/** What becomes of the sources, in a few words. */
export function BuildState({ project }: { readonly project: ProjectRow }) {
  return (
    <span className={styles.build} role="status" aria-label="Build of the project" title={changedFiles(project)}>
      {words(project)}
    </span>
  );
}

function words({ state, duration: took }: ProjectRow) {
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
      return took === undefined ? "Built" : `Built in ${duration(took)}`;
    case "failed":
      return <Badge tone="bad">Build failed</Badge>;
  }
}

function changedFiles({ changed }: ProjectRow): string | undefined {
  return changed.length === 0 ? undefined : `Changed: ${changed.join(", ")}`;
}
