import type { Command, OptionSpec } from "./command.js";

/** Every command has it. */
export const helpOption: OptionSpec = { type: "boolean", short: "h", description: "show this" };

/** What `--help` prints for one command. */
export function helpOf(command: Command, invocation: string): string {
  const usage = [invocation, command.operands?.usage, "[options]"].filter((part) => part !== undefined).join(" ");
  const options = Object.entries({ ...command.options, help: helpOption });
  const blocks = [command.summary, `  ${usage}`, listing(options.map(describeOption))];
  if (command.description !== undefined) blocks.push(command.description.trim());
  return `${blocks.join("\n\n")}\n`;
}

/** Two columns, the first one as wide as it has to be. */
export function listing(rows: readonly (readonly [name: string, text: string])[]): string {
  const width = Math.max(...rows.map(([name]) => name.length)) + 2;
  return rows.map(([name, text]) => `  ${name.padEnd(width)}${text}`.trimEnd()).join("\n");
}

function describeOption([name, { value, choices, description }]: [string, OptionSpec]): [string, string] {
  const operand = choices?.join("|") ?? value;
  return [operand === undefined ? `--${name}` : `--${name} ${operand}`, description];
}
