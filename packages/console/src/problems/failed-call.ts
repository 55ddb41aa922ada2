import { type ImportKind, imports, isPlainObject } from "@galaxy-kit/protocol";
import type { LogEntry, Problem } from "@galaxy-kit/simulator";

const kindOfStart: ReadonlyMap<unknown, ImportKind> = new Map(
  (Object.keys(imports) as ImportKind[]).map((kind) => [imports[kind].start.method, kind]),
);

/** Names the failed call that a problem of the client is about. Undefined if it is about none. */
export function callOfProblem({ kind, importKind, method, messageId }: Problem): string | undefined {
  if (kind === "import-failure") return importKind;
  return kind === "error-response" ? nameOf(method, messageId) : undefined;
}

/** Names the call that a line was logged for, in the same words. */
export function callOfLine({ fields = {} }: LogEntry): string | undefined {
  const { handling } = fields;
  if (!isPlainObject(handling)) return undefined;
  const { method, id } = handling;
  return kindOfStart.get(method) ?? nameOf(method, id);
}

function nameOf(method: unknown, id: unknown): string {
  return `${String(method)} #${String(id)}`;
}
