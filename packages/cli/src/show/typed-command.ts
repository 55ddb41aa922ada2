/** A command that the user typed while the library is shown. */
export type TypedCommand =
  | { readonly kind: "launch"; readonly number: number }
  | { readonly kind: "list" | "quit" | "nothing" }
  | { readonly kind: "unknown"; readonly hint: string };

export const COMMANDS = "type a number to launch that game, l to list the games, q to quit";

export function parseTypedCommand(line: string): TypedCommand {
  const text = line.trim().toLowerCase();
  const [, number] = /^(?:launch\s+)?(\d+)$/.exec(text) ?? [];
  if (number !== undefined) return { kind: "launch", number: Number(number) };
  switch (text) {
    case "":
      return { kind: "nothing" };
    case "l":
    case "list":
      return { kind: "list" };
    case "q":
    case "quit":
    case "exit":
      return { kind: "quit" };
    default:
      return { kind: "unknown", hint: `Unknown command; ${COMMANDS}.` };
  }
}
