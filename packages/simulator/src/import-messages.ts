import { type ImportCall, type ImportKind, imports, type NotificationCall } from "@galaxy-kit/protocol";
import type { MessageFacts } from "./reporting/journal-entry.js";

/** A message about an import, by its role. */
export type ImportMessage = { readonly kind: ImportKind } & (
  | { readonly part: "success"; readonly call: ImportCall<unknown>["success"] }
  | { readonly part: "failure"; readonly call: ImportCall<unknown>["failure"] }
  | { readonly part: "itemFinished"; readonly call: NonNullable<ImportCall<unknown>["itemFinished"]> }
  | { readonly part: "finished"; readonly call: NotificationCall<void> }
);

function* messagesOf(kind: ImportKind): Generator<ImportMessage> {
  const { success, failure, itemFinished, finished } = imports[kind] as unknown as ImportCall<unknown>;
  yield { kind, part: "success", call: success };
  yield { kind, part: "failure", call: failure };
  if (itemFinished) yield { kind, part: "itemFinished", call: itemFinished };
  yield { kind, part: "finished", call: finished };
}

/** Every message of every import, by its method. */
export const importMessages: ReadonlyMap<string, ImportMessage> = new Map(
  (Object.keys(imports) as ImportKind[])
    .flatMap((kind) => [...messagesOf(kind)])
    .map((message) => [message.call.method, message]),
);

/** Whether a message is about a single item of an import, of which there may be hundreds of thousands. */
export function isAboutItem({ direction, type, method }: MessageFacts): boolean {
  if (direction !== "received" || type !== "notification" || method === undefined) return false;
  const part = importMessages.get(method)?.part;
  return part !== undefined && part !== "finished";
}
