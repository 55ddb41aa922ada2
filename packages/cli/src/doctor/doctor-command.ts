import { defineCommand } from "../command-line/command.js";
import { UsageError } from "../command-line/command-error.js";
import { explainFileErrors } from "../command-line/file-errors.js";
import { painter } from "../terminal/paint.js";
import { StepProgress } from "../terminal/progress.js";

export const command = defineCommand({
  summary: "Finds what keeps integrations from being made, or GALAXY from showing them.",
  options: {
    in: {
      type: "string",
      value: "DIR",
      description: "the folder of integrations (default: that of this user's GALAXY)",
    },
    logs: { type: "string", value: "DIR", description: "the folder of GALAXY's logs (default: that of this system)" },
    log: { type: "string", value: "NAME", description: "show the end of the log of an installed integration instead" },
    follow: { type: "boolean", description: "with --log: go on showing what is written to it" },
    json: { type: "boolean", description: "print the findings as JSON" },
  },
  description: `
Looks at Node, the registry of your npm, Python, the browser, GALAXY's folders and the integrations that are installed there.
NAME is an integration's name, platform, guid or folder.

Examples:
  galaxy-kit doctor
  galaxy-kit doctor --log itch --follow

It ends with 0, with 1 when there is an error, and with 2 when the command line has errors.`,
  run: async ({ log, follow, json, ...named }) => {
    if (follow && log === undefined) throw new UsageError("--follow goes with --log NAME only.");
    if (json && log !== undefined) throw new UsageError("--json and --log exclude each other: use one of them.");
    const { chooseFolders } = await import("./folders.js");
    const folders = chooseFolders(named);
    if (log !== undefined) {
      const { showLog } = await import("./show-log.js");
      await explainFileErrors(() => showLog(log, folders, follow));
      return 0;
    }
    const { examine } = await import("./examine.js");
    const { renderFindings } = await import("./findings.js");
    const findings = await new StepProgress(process.stderr).during("Looking around", () =>
      explainFileErrors(() => examine(folders)),
    );
    process.stdout.write(
      json ? `${JSON.stringify({ findings }, null, 2)}\n` : renderFindings(findings, painter(process.stdout)),
    );
    return findings.some(({ severity }) => severity === "error") ? 1 : 0;
  },
});
