import { readAudit } from "../audit.mjs";
import { pnpm } from "../pnpm.mjs";
import { capture } from "../process.mjs";
import { TaskError } from "../task-error.mjs";

/** The exit code of an audit that could not be done, which .ci/run counts as skipped. */
const NOT_DONE = 3;

/** Asks the package registry for known vulnerabilities of everything that pnpm-lock.yaml names. */
export async function run() {
  // Its exit code says nothing: it is 1 when the registry does not answer, too.
  const { output } = await capture(pnpm("audit --audit-level high --json"), [], { shell: true });
  const { advisories, reason } = readAudit(output);
  if (reason !== undefined) {
    console.error(`NOTHING WAS AUDITED: ${reason}`);
    return NOT_DONE;
  }
  if (advisories.length > 0) throw new TaskError(advisories.map(describe).join("\n\n"));
  console.log("No dependency has a vulnerability of severity high or critical that is known to the registry.");
  return 0;
}

function describe({ severity, name, versions, title, url, fixed }) {
  return `${severity}: ${name} ${versions}: ${title}\n  ${url}\n  Fixed in ${fixed}.`;
}
