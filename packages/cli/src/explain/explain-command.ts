import { Argument, Command } from "@commander-js/extra-typings";
import { UsageError } from "../command-line/command-error.js";
import { defineCommand } from "../command-line/command.js";
import { suggesting } from "../completion/suggestions.js";
import { listing } from "../terminal/listing.js";
import { columnsOf } from "../terminal/width.js";
import { fitted } from "../terminal/wrap.js";

export const command = defineCommand(
  new Command("explain")
    .description("Explains a diagnostic code.")
    .addArgument(
      suggesting(
        new Argument("[CODE]", "the code at the end of a diagnostic, such as [missing-guid] (default: list all codes)"),
        async () => {
          const { readExplanations } = await import("./explanations.js");
          return [...(await readExplanations()).keys()];
        },
      ),
    )
    .option("--json", "print JSON")
    .addHelpText(
      "after",
      `
Examples:
  galaxy-kit explain
  galaxy-kit explain missing-guid

Exit codes: 0 success, 2 invalid arguments.`,
    ),
  async (code, { json }) => {
    const { readExplanations } = await import("./explanations.js");
    const { nearest } = await import("../command-line/nearest.js");
    const explanations = await readExplanations();
    if (code === undefined) {
      const rows = [...explanations.values()].map((each) => [each.code, each.summary] as const);
      process.stdout.write(
        json
          ? toJson(rows.map(([name, summary]) => ({ code: name, summary })))
          : `${listing(rows, columnsOf(process.stdout))}\n`,
      );
      return 0;
    }
    const found = explanations.get(code);
    if (!found) {
      const meant = nearest(code, [...explanations.keys()]);
      const hint = meant === undefined ? "galaxy-kit explain lists all codes." : `Did you mean ${meant}?`;
      throw new UsageError(`Unknown code '${code}'. ${hint}`);
    }
    process.stdout.write(json ? toJson(found) : fitted(`${found.code}\n\n${found.text}\n`, process.stdout, 0));
    return 0;
  },
);

function toJson(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
