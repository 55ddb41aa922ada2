import type { MessageId } from "@galaxy-kit/protocol";

/** An id as it came. `JSON.parse` rounds an integer beyond 2^53, and the response has to repeat it exactly. */
export type ExactId = MessageId | bigint;

/**
 * The ends of strings, whose content is left alone, and integers that may be too large to be exact. It matches no string as a whole: one
 * of 50 MB would overflow the stack.
 */
const TOKENS = /\\.|"|(?<![\d.eE+-])-?\d{16,}(?![\d.eE])/g;

/** Returns a message with its id as it was written in the text. */
export function withExactId<Message extends { readonly id?: unknown }>(message: Message, text: string): Message {
  const { id } = message;
  if (typeof id !== "number" || Number.isSafeInteger(id) || !Number.isInteger(id)) return message;
  let isWithinString = false;
  const quoted = text.replace(TOKENS, (token) => {
    if (token === '"') isWithinString = !isWithinString;
    return token === '"' || isWithinString ? token : `"${token}"`;
  });
  const { id: digits } = JSON.parse(quoted) as { readonly id?: unknown };
  return typeof digits === "string" ? { ...message, id: BigInt(digits) } : message;
}

/** Equivalent to `JSON.stringify`, for a message whose id may be exact. */
export function stringifyMessage(message: object): string {
  if (!("id" in message) || typeof message.id !== "bigint") return JSON.stringify(message);
  const { id, ...rest } = message;
  return `{"id":${id},${JSON.stringify(rest).slice(1)}`;
}
