import { stripVTControlCharacters } from "node:util";
import type { ProjectRow } from "@galaxy-kit/console";

/** The state of the sources and their build. */
export class ProjectState {
  #current: ProjectRow = { state: "unbuilt", since: Date.now(), changed: [] };
  readonly #listeners = new Set<(row: ProjectRow) => void>();

  /** The current state, for the page: without terminal colors. */
  get current(): ProjectRow {
    return this.#current;
  }

  /** Listeners receive the compiler output with its terminal colors. */
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
