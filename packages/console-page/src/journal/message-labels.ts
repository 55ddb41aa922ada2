import type { JournalRow } from "@galaxy-kit/console";

export const directionLabels: Readonly<Record<JournalRow["direction"], string>> = {
  sent: "to the integration",
  received: "from the integration",
};

/** Returns a short label for a message. */
export function methodLabel({ type, method }: Pick<JournalRow, "type" | "method">): string {
  if (type === "response") return method === undefined ? "unexpected response" : `${method} ⏎`;
  return method ?? "unreadable line";
}
