import type { SourceMap, SourceMapPayload } from "node:module";

/**
 * Knows where the code of a packed integration comes from: `galaxy-kit pack` writes a source map of the author's modules next to the
 * bundle. It is read when a text names a place in the bundle, and not before: with a map that Node reads, V8's code cache would not work.
 *
 * Like everything that the worker uses, it can use only its arguments and what Node provides.
 */
export class SourceLines {
  #map: SourceMap | undefined;
  #isRead = false;

  /** @param bundle - the file with all code, in which a stack of this process names its places */
  constructor(readonly bundle: string) {}

  /** Returns a text, such as a stack, with places in the author's sources, such as `src/main.ts:12:5`, for those in the bundle. */
  restore(text: string): string {
    const name = `${this.bundle}:`;
    if (!text.includes(name)) return text;
    const [before = "", ...places] = text.split(name);
    return before + places.map((place) => this.#sourceOf(place) ?? name + place).join("");
  }

  /** @param place - line and column, and the text that follows */
  #sourceOf(place: string): string | undefined {
    const [position, line, column] = /^(\d+):(\d+)/.exec(place) ?? [];
    if (position === undefined) return undefined;
    const generatedLine = Number(line) - 1;
    const entry = this.#readOnce()?.findEntry(generatedLine, Number(column) - 1);
    // In a line of other code, it finds the end of the author's code above.
    if (!entry || !("originalSource" in entry) || entry.generatedLine !== generatedLine) return undefined;
    const { originalSource, originalLine, originalColumn } = entry;
    return `${originalSource}:${originalLine + 1}:${originalColumn + 1}${place.slice(position.length)}`;
  }

  #readOnce(): SourceMap | undefined {
    if (!this.#isRead) this.#map = this.#read();
    this.#isRead = true;
    return this.#map;
  }

  #read(): SourceMap | undefined {
    const { readFileSync } = process.getBuiltinModule("node:fs");
    const { SourceMap } = process.getBuiltinModule("node:module");
    try {
      return new SourceMap(JSON.parse(readFileSync(`${this.bundle}.lines`, "utf8")) as SourceMapPayload);
    } catch {
      // Missing, or damaged: places in the bundle are better than none.
      return undefined;
    }
  }
}
