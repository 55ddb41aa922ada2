import { readFile } from "node:fs/promises";
import { shippedFile } from "../shipped-file.js";

/** The long form of a diagnostic code. */
export interface Explanation {
  readonly code: string;
  /** The first sentence. */
  readonly summary: string;
  /** Markdown. */
  readonly text: string;
}

/** Reads every section of diagnostics.md, by code. */
export async function readExplanations(): Promise<ReadonlyMap<string, Explanation>> {
  const [, ...sections] = (await readFile(shippedFile("diagnostics.md"), "utf8")).split(/^## /m);
  return new Map(
    sections.map((section) => {
      const [code = "", ...lines] = section.split(/\r?\n/);
      const text = lines.join("\n").trim();
      const [summary = ""] = /^.*?[.:](?= |$)/m.exec(text) ?? [];
      return [code, { code, summary: summary.replace(/:$/, "."), text }];
    }),
  );
}
