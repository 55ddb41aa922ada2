import type { JournalRow } from "@galaxy-kit/console";

export const directionWords: Readonly<Record<JournalRow["direction"], string>> = {
  sent: "to the integration",
  received: "from the integration",
};

/** What a message is, in one or two words. */
export function methodWords({ type, method }: Pick<JournalRow, "type" | "method">): string {
  if (type === "response") return method === undefined ? "answer to nothing" : `${method} ⏎`;
  return method ?? "unreadable line";
}
