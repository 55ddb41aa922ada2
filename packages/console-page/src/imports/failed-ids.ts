import type { ImportRow, ProblemRow } from "@galaxy-kit/console";

/** Returns the ids of the items that failed in the latest import of a kind. */
export function failedIds(
  problems: readonly ProblemRow[],
  { kind, startedAt }: Pick<ImportRow, "kind" | "startedAt">,
): readonly string[] {
  const failed = problems.filter(({ importKind, time }) => importKind === kind && time >= startedAt);
  return [...new Set(failed.flatMap(({ itemId }) => itemId ?? []))];
}
