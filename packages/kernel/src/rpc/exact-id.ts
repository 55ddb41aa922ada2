import type { MessageId } from "@galaxy-kit/protocol";

/** An id as it came. `JSON.parse` rounds an integer beyond 2^53, and the response has to repeat it exactly. */
export type ExactId = MessageId | bigint;

/** Strings, which are left alone, and integers that may be too large to be exact. */
const TOKENS = /"(?:[^"\\]|\\.)*"|(?<![\d.eE+-])-?\d{16,}(?![\d.eE])/g;

/** Returns a message with its id as it was written in the text. */
export function withExactId<Message extends { readonly id?: unknown }>(message: Message, text: string): Message {
  const { id } = message;
  if (typeof id !== "number" || Number.isSafeInteger(id) || !Number.isInteger(id)) return message;
  const quoted = text.replace(TOKENS, (token) => (token.startsWith('"') ? token : `"${token}"`));
  const { id: digits } = JSON.parse(quoted) as { readonly id?: unknown };
  return typeof digits === "string" ? { ...message, id: BigInt(digits) } : message;
}

/** Equivalent to `JSON.stringify`, for a message whose id may be exact. */
export function stringifyMessage(message: object): string {
  if (!("id" in message) || typeof message.id !== "bigint") return JSON.stringify(message);
  const { id, ...rest } = message;
  return `{"id":${id},${JSON.stringify(rest).slice(1)}`;
}
