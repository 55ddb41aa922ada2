import type { Command, OptionSpec } from "./command.js";

/** An option of every command. */
export const helpOption: OptionSpec = { type: "boolean", short: "h", description: "show this help" };

/** Returns the help of a command. */
export function helpOf(command: Command, invocation: string): string {
  const usage = [invocation, command.operands?.usage, "[options]"].filter((part) => part !== undefined).join(" ");
  const options = Object.entries({ ...command.options, help: helpOption });
  const blocks = [command.summary, `  ${usage}`, listing(options.map(describeOption))];
  if (command.description !== undefined) blocks.push(command.description.trim());
  return `${blocks.join("\n\n")}\n`;
}

/** Formats two columns; the first is as wide as its longest entry. */
export function listing(rows: readonly (readonly [name: string, text: string])[]): string {
  const width = Math.max(...rows.map(([name]) => name.length)) + 2;
  return rows.map(([name, text]) => `  ${name.padEnd(width)}${text}`.trimEnd()).join("\n");
}

function describeOption([name, { value, choices, description }]: [string, OptionSpec]): [string, string] {
  const operand = choices?.join("|") ?? value;
  return [operand === undefined ? `--${name}` : `--${name} ${operand}`, description];
}
