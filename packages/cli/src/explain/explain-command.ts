import { defineCommand } from "../command-line/command.js";
import { UsageError } from "../command-line/command-error.js";
import { listing } from "../command-line/help.js";
import { nearest } from "../command-line/nearest.js";

export const command = defineCommand({
  summary: "Explains a diagnostic code.",
  operands: { usage: "[CODE]", most: 1 },
  options: {
    json: { type: "boolean", description: "print JSON" },
  },
  description: `
CODE is what a diagnostic ends with, such as [missing-guid]. Without CODE, lists all codes.

Examples:
  galaxy-kit explain
  galaxy-kit explain missing-guid

Exit codes: 0 success, 2 invalid arguments.`,
  run: async ({ json }, [code]) => {
    const { readExplanations } = await import("./explanations.js");
    const explanations = await readExplanations();
    if (code === undefined) {
      const rows = [...explanations.values()].map((each) => [each.code, each.summary] as const);
      process.stdout.write(
        json ? toJson(rows.map(([name, summary]) => ({ code: name, summary }))) : `${listing(rows)}\n`,
      );
      return 0;
    }
    const found = explanations.get(code);
    if (!found) {
      const meant = nearest(code, [...explanations.keys()]);
      const hint = meant === undefined ? "galaxy-kit explain lists all codes." : `Did you mean ${meant}?`;
      throw new UsageError(`Unknown code '${code}'. ${hint}`);
    }
    process.stdout.write(json ? toJson(found) : `${found.code}\n\n${found.text}\n`);
    return 0;
  },
});

function toJson(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
