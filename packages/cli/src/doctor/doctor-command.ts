import { Command, Option } from "@commander-js/extra-typings";
import { UsageError } from "../command-line/command-error.js";
import { defineCommand } from "../command-line/command.js";
import { explainFileErrors } from "../command-line/file-errors.js";
import { installedPlatforms } from "../completion/installed-platforms.js";
import { suggesting } from "../completion/suggestions.js";
import { painter } from "../terminal/paint.js";
import { StepProgress } from "../terminal/progress.js";
import { fitted } from "../terminal/wrap.js";

export const command = defineCommand(
  new Command("doctor")
    .description("Checks your setup and the installed integrations for problems.")
    .option("--plugins-dir <DIR>", "folder of integrations (default: GALAXY's own)")
    .option("--logs-dir <DIR>", "folder of GALAXY's logs (default: GALAXY's own)")
    .addOption(
      suggesting(new Option("--log <NAME>", "show the end of an integration's log instead"), installedPlatforms),
    )
    .option("--follow", "with --log: keep printing new lines")
    .option("--json", "print the diagnostics as JSON")
    .addHelpText(
      "after",
      `
Checks Node, your npm registry, Python, the browser, GALAXY's folders and the
integrations installed there. NAME is the name, platform, guid or folder of an
integration.

Examples:
  galaxy-kit doctor
  galaxy-kit doctor --log itch --follow

Exit codes: 0 no errors, 1 errors found, 2 invalid arguments.`,
    ),
  async ({ pluginsDir, logsDir, log, follow = false, json }) => {
    if (follow && log === undefined) throw new UsageError("--follow requires --log NAME.");
    if (json && log !== undefined) throw new UsageError("Use either --json or --log, not both.");
    const { chooseFolders } = await import("./folders.js");
    const folders = chooseFolders(pluginsDir, logsDir);
    if (log !== undefined) {
      const { showLog } = await import("./show-log.js");
      await explainFileErrors(() => showLog(log, folders, follow));
      return 0;
    }
    const { examine } = await import("./examine.js");
    const { renderReport, toReport } = await import("../diagnostics/report.js");
    const diagnostics = await new StepProgress(process.stderr).during("Checking", () =>
      explainFileErrors(() => examine(folders)),
    );
    const report = { folders, ...toReport(diagnostics, folders.plugins) };
    if (json) process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
    else process.stdout.write(fitted(renderReport(report, painter(process.stdout)), process.stdout));
    return report.errors > 0 ? 1 : 0;
  },
);
