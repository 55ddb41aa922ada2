import type { AmendableKind } from "../metadata/records.js";
import { type HandlerDecorator, handlerDecorator } from "./handler-decorator.js";
import type { BatchHandler } from "./import-handlers.js";

/** What a method returned for an id, or the empty value if it returned nothing for it; or why it failed. */
export type ImportResult<Value> = { readonly value: Value } | { readonly error: unknown };

/**
 * @param id - of the game or the user
 * @param result - what the method says, if it is valid; otherwise why it failed
 * @returns what the client gets
 * @throws what the client gets as the failure of this id, such as the error of the result
 */
export type ImportAmendmentHandler<Value> = (id: string, result: ImportResult<Value>) => Value;

/**
 * Makes a decorator for a companion's method that completes each result of an import, whichever method imports it and in which form. It
 * must be fast and synchronous: it is called for each id of a library. For game times, it also completes those that a service reports
 * with `GalaxyClient.updateGameTime()`.
 *
 * For integrations without a method for this kind, the companion has one with {@link importFallback} that returns nothing.
 *
 * @param decorator - as the author writes it, for messages: `@TrackGameTime()`
 */
export function importAmendment<Value>(
  kind: AmendableKind,
  decorator: string,
): HandlerDecorator<ImportAmendmentHandler<Value>> {
  return handlerDecorator(decorator, { role: "importAmendment", kind });
}

/**
 * Makes a decorator for a companion's method that answers an import of all ids only if nothing else does: it gives way to the author's
 * methods, as all of a companion do, and to those of other companions.
 *
 * @param decorator - as the author writes it, for messages: `@TrackGameTime()`
 */
export function importFallback<Value>(kind: AmendableKind, decorator: string): HandlerDecorator<BatchHandler<Value>> {
  return handlerDecorator(decorator, { role: "import", kind, batched: true, isFallback: true });
}
