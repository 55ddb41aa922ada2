import { comparablePath, separatorOf } from "./comparable-path.js";

/** Values by folder. Finding the innermost folder of a path takes one look-up for each component of the path, however many folders there are. */
export class FolderIndex<Value> {
  readonly #values = new Map<string, Value[]>();
  readonly #separator: string;

  constructor(private readonly system: NodeJS.Platform = process.platform) {
    this.#separator = separatorOf(system);
  }

  add(folder: string, value: Value): void {
    const key = comparablePath(folder, this.system);
    if (key === "" || key === ".") return; // It would contain everything.
    const values = this.#values.get(key);
    if (!values) this.#values.set(key, [value]);
    else if (!values.includes(value)) values.push(value);
  }

  /** Returns the values of the innermost folder that contains the path, or is the path. */
  find(path: string): readonly Value[] {
    if (this.#values.size === 0) return [];
    for (let key = comparablePath(path, this.system); key !== ""; key = this.#parentOf(key)) {
      const values = this.#values.get(key);
      if (values) return values;
    }
    return [];
  }

  #parentOf(key: string): string {
    const end = key.lastIndexOf(this.#separator);
    return end === -1 ? "" : key.slice(0, end);
  }
}
