import { stripVTControlCharacters } from "node:util";
import type { ProjectRow } from "@galaxy-kit/console";

/** What becomes of the sources, for whoever shows it. */
export class ProjectState {
  #current: ProjectRow = { state: "unbuilt", since: Date.now(), changed: [] };
  readonly #listeners = new Set<(row: ProjectRow) => void>();

  /** For the page, which knows nothing of a terminal's colours. */
  get current(): ProjectRow {
    return this.#current;
  }

  /** The listener gets the output of the compiler as that has written it. */
  onChange(listener: (row: ProjectRow) => void): void {
    this.#listeners.add(listener);
  }

  set(row: Omit<ProjectRow, "since">): void {
    const dated = { ...row, since: Date.now() };
    const { output } = dated;
    this.#current = output === undefined ? dated : { ...dated, output: stripVTControlCharacters(output) };
    for (const listener of this.#listeners) listener(dated);
  }
}
