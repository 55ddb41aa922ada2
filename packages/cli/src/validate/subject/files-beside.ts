import { posix } from "node:path";
import type { Place } from "@galaxy-kit/protocol";
import { type ESTree, Visitor } from "rolldown/utils";
import { positionAt } from "./position.js";
import type { SourceModule } from "./sources.js";

/** A file that a module locates relative to itself. */
export interface FileBeside {
  /** Relative to the project, with slashes. */
  readonly path: string;
  readonly place: Place;
}

/** Finds `new URL("…", import.meta.url)` and `join(import.meta.dirname, "…")`, if their paths are literals. */
export function filesBeside({ file, text, program }: SourceModule): readonly FileBeside[] {
  if (!text.includes("import.meta.")) return [];
  const found: FileBeside[] = [];
  const add = (node: { readonly start: number }, parts: readonly string[]): void => {
    const path = posix.join(posix.dirname(file), ...parts).replace(/\/$/, "");
    // Modules are bundled.
    if (parts.length > 0 && !/\.[cm]?[jt]sx?$/.test(path))
      found.push({ path, place: { file, ...positionAt(text, node.start) } });
  };
  const visitor = new Visitor({
    NewExpression: (node) => {
      const [path, base] = node.arguments;
      if (node.callee.type !== "Identifier" || node.callee.name !== "URL" || !isOfModule(base, "url")) return;
      const written = textOf(path);
      if (written !== undefined && /^\.{1,2}\//.test(written)) add(node, [pathIn(written)]);
    },
    CallExpression: (node) => {
      const [base, ...parts] = node.arguments;
      if (!isOfModule(base, "dirname")) return;
      const written = parts.map(textOf);
      if (written.every((part) => part !== undefined)) add(node, written);
    },
  });
  visitor.visit(program);
  return found;
}

/** The path in a relative URL. One that cannot be decoded is returned as it is written. */
function pathIn(url: string): string {
  const path = url.replace(/[?#].*$/s, "");
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function isOfModule(node: ESTree.Argument | undefined, property: string): boolean {
  return (
    node?.type === "MemberExpression" &&
    node.object.type === "MetaProperty" &&
    node.property.type === "Identifier" &&
    node.property.name === property
  );
}

function textOf(node: ESTree.Argument | undefined): string | undefined {
  return node?.type === "Literal" && typeof node.value === "string" ? node.value : undefined;
}
