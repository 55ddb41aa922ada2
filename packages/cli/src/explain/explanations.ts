import { readFile } from "node:fs/promises";

/** The long form of a diagnostic code. */
export interface Explanation {
  readonly code: string;
  /** The first sentence. */
  readonly summary: string;
  /** Markdown. */
  readonly text: string;
}

/** Ships with the package. */
const file = new URL("../../diagnostics.md", import.meta.url);

/** Reads every section of diagnostics.md, by code. */
export async function readExplanations(): Promise<ReadonlyMap<string, Explanation>> {
  const [, ...sections] = (await readFile(file, "utf8")).split(/^## /m);
  return new Map(
    sections.map((section) => {
      const [code = "", ...lines] = section.split(/\r?\n/);
      const text = lines.join("\n").trim();
      const [summary = ""] = /^.*?[.:](?= |$)/m.exec(text) ?? [];
      return [code, { code, summary: summary.replace(/:$/, "."), text }];
    }),
  );
}
