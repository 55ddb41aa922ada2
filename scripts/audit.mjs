/** Parses the output of `pnpm audit --json`. Returns severe advisories, or the reason why the registry gave no answer. */
export function readAudit(output) {
  // npx and pnpm may print warnings around the JSON.
  const json = /^\{$.*^\}$|^\{.*\}$/ms.exec(output)?.[0];
  if (json === undefined) return { advisories: [], reason: lastLineOf(output) };
  const { advisories, error } = JSON.parse(json);
  if (advisories === undefined) return { advisories: [], reason: error?.message ?? lastLineOf(output) };
  const counting = Object.values(advisories).filter(({ severity }) => severity === "high" || severity === "critical");
  return {
    advisories: counting.map((one) => ({
      severity: one.severity,
      name: one.module_name,
      versions: one.vulnerable_versions,
      title: one.title,
      url: one.url,
      fixed: one.patched_versions,
    })),
  };
}

function lastLineOf(output) {
  return output.trim().split("\n").at(-1) || "pnpm printed nothing.";
}
