import { readAudit } from "../audit.mjs";
import { pnpm } from "../pnpm.mjs";
import { capture } from "../process.mjs";
import { TaskError } from "../task-error.mjs";

/** The exit code if the audit was not possible. .ci/run counts it as skipped. */
const NOT_DONE = 3;

/** Checks the dependencies in pnpm-lock.yaml for vulnerabilities known to the package registry. */
export async function run() {
  // The exit code is not conclusive: it is also 1 if the registry does not respond.
  const { output } = await capture(pnpm("audit --audit-level high --json"), [], { shell: true });
  const { advisories, reason } = readAudit(output);
  if (reason !== undefined) {
    console.error(`Dependencies were NOT audited: ${reason}`);
    return NOT_DONE;
  }
  if (advisories.length > 0) throw new TaskError(advisories.map(describe).join("\n\n"));
  console.log("No high or critical vulnerabilities found in the dependencies.");
  return 0;
}

function describe({ severity, name, versions, title, url, fixed }) {
  return `${severity}: ${name} ${versions}: ${title}\n  ${url}\n  Fixed in ${fixed}.`;
}
