import type { Message } from "@galaxy-kit/protocol";

/** Merges messages from several sources without duplicates, oldest first. */
export function joinMessages(...sources: readonly (readonly Message[])[]): readonly Message[] {
  const byId = new Map(sources.flat().map((message) => [message.messageId, message]));
  return [...byId.values()].sort((one, other) => one.sentTime - other.sentTime);
}
