import type { SubscriptionGame } from "@galaxy-kit/protocol";
import { type ImportDecorator, importDecorator, type ImportDecoratorOptions } from "./import-decorator.js";
import type { BatchedOptions, BatchHandler, PerItemOptions } from "./import-handlers.js";

/** One page of the games of a subscription. `null` reports that the subscription has no games to list. */
export type SubscriptionGamesPage = readonly SubscriptionGame[] | null;

/**
 * @param subscriptionName - the requested subscription
 * @param context - what the method with `@ImportContext("subscriptionGames")` returned; undefined if there is none
 * @param signal - aborted when the integration closes
 * @returns its games page by page, from an `async *` method
 */
export type SubscriptionGamesHandler = (
  subscriptionName: string,
  // oxlint-disable-next-line typescript/no-explicit-any
  context: any,
  signal: AbortSignal,
) => AsyncIterable<SubscriptionGamesPage>;
/** A method with `@SubscriptionGames({ batched: true })`: returns pages of games by subscription name. */
export type BatchedSubscriptionGamesHandler = BatchHandler<SubscriptionGamesPage>;

/**
 * Provides the games of a subscription, page by page. Announces the feature `ImportSubscriptionGames`.
 *
 * Called for `start_subscription_games_import` after `@Subscriptions()`, with the names that it returned. In a batch, a name
 * may occur again with its next page; a name that is missing gets a single `null` page.
 *
 * @example
 * ```ts
 * @SubscriptionGames()
 * async *games(subscriptionName: string) {
 *   for await (const page of this.api.catalog(subscriptionName)) yield page.map(toSubscriptionGame);
 * }
 * ```
 */
export function SubscriptionGames(options: BatchedOptions): ImportDecorator<BatchedSubscriptionGamesHandler>;
export function SubscriptionGames(options?: PerItemOptions): ImportDecorator<SubscriptionGamesHandler>;
export function SubscriptionGames(options: ImportDecoratorOptions = {}): ImportDecorator<never> {
  return importDecorator("SubscriptionGames", "subscriptionGames", options);
}
