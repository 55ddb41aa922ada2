import { extname } from "node:path";
import type { ESTree } from "rolldown/utils";
import { type OwnFile } from "../own-files.js";
import { readText } from "../text-file.js";

/** A module as its author has written it. */
export interface SourceModule {
  /** Relative to the project, with slashes. */
  readonly file: string;
  readonly text: string;
  readonly program: ESTree.Program;
  /** Whether it is there to test others. */
  readonly isTest: boolean;
}

const languages: Readonly<Record<string, "ts" | "tsx" | "js">> = {
  ...{ ".ts": "ts", ".mts": "ts", ".cts": "ts", ".tsx": "tsx" },
  ...{ ".js": "js", ".mjs": "js", ".cjs": "js" },
};

const TEST = /(?:^|\/)(?:tests?|__tests__)\/|\.(?:test|spec)\.\w+$/;

/** Reads the modules of a project; what is no code is told by the compiler. */
export async function readSources(folder: string, files: readonly OwnFile[]): Promise<readonly SourceModule[]> {
  const { parse } = await import("rolldown/utils");
  const modules = files.map(async (file): Promise<SourceModule[]> => {
    const lang = languages[extname(file.path)];
    if (lang === undefined || file.path.endsWith(".d.ts")) return [];
    const text = await readText(folder, file);
    if (text === undefined) return [];
    const { program } = await parse(file.path, text, { lang });
    return [{ file: file.path, text, program, isTest: TEST.test(file.path) }];
  });
  return (await Promise.all(modules)).flat();
}
