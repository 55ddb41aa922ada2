import type { UserPresence } from "@galaxy-kit/protocol";
import type { Awaitable } from "../awaitable.js";
import type { Snapshot } from "../sources/snapshot.js";
import type { FriendPresence, PresencesRun, SourceOptions } from "../sources/source.js";
import type { HandlerDecorator } from "./handler-decorator.js";
import { type ImportDecorator, importDecorator, type ImportDecoratorOptions } from "./import-decorator.js";
import type { BatchedOptions, BatchHandler, ItemHandler, PerItemOptions } from "./import-handlers.js";

/** A method with `@UserPresences()`: returns the presence of one friend. */
export type UserPresencesHandler = ItemHandler<UserPresence>;
/** A method with `@UserPresences({ batched: true })`: returns the presences of all friends by user id. */
export type BatchedUserPresencesHandler = BatchHandler<UserPresence>;

/** A method with `@UserPresences({ refresh })`: returns what the friends are doing. */
export type UserPresencesSource = (run: PresencesRun) => Awaitable<Snapshot<FriendPresence>>;

/**
 * Provides the presence of a friend. Announces the feature `ImportUserPresence`.
 *
 * Called for `start_user_presence_import` right after `@Friends()`. Report later changes with
 * `GalaxyClient.updateUserPresence`. A friend who is missing from a batch is reported as `PresenceState.Unknown`. An error
 * affects that friend only.
 *
 * With `refresh`, the method returns what the friends are doing; the framework answers the imports, and reports changes.
 *
 * @example
 * ```ts
 * @UserPresences({ batched: true })
 * async presences(userIds: string[]): Promise<Map<string, UserPresence>> {
 *   const friends = await this.api.presencesOf(userIds);
 *   return new Map(friends.map(({ id, online }) => [id, { presenceState: online ? "online" : "offline" }]));
 * }
 * ```
 */
export function UserPresences(options: SourceOptions): HandlerDecorator<UserPresencesSource>;
export function UserPresences(options: BatchedOptions): ImportDecorator<BatchedUserPresencesHandler>;
export function UserPresences(options?: PerItemOptions): ImportDecorator<UserPresencesHandler>;
export function UserPresences(options: ImportDecoratorOptions | SourceOptions = {}): ImportDecorator<never> {
  return importDecorator("UserPresences", "userPresences", options);
}
