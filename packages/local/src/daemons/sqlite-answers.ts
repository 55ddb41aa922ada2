import type { Awaitable } from "@galaxy-kit/sdk";
import { readSqlite } from "../readers/sqlite/sqlite.js";

/** Functions that answer in place of a daemon, by method. */
export type DaemonAnswers<Method extends string = string> = Readonly<
  Record<Method, (params: Readonly<Record<string, unknown>>) => Promise<object[]>>
>;

/**
 * Reads from its database what a daemon would answer, for the option `instead` of a `JsonRpcDaemon`: a query for each method. A `:name` in
 * it is the parameter of the call with that name, and a column `as "user.id"` is the member `id` of `user`. Without a database, there are
 * no rows.
 *
 * @example
 * ```ts
 * instead: sqliteAnswers(() => os.path("settings", "shop", "shop.db"), {
 *   ListKeys: 'select g.id as "game.id" from keys k join games g on g.id = k.game_id where k.owner_id = :userId',
 * }),
 * ```
 *
 * @param file - returns the path of the database
 */
export function sqliteAnswers<Method extends string>(
  file: () => Awaitable<string>,
  queries: Readonly<Record<Method, string>>,
): DaemonAnswers<Method> {
  const answers = Object.entries<string>(queries).map(([method, sql]) => {
    const answer: DaemonAnswers[string] = async (values) =>
      readSqlite<object, []>(await file(), { sql, values, ifMissing: [] });
    return [method, answer];
  });
  return Object.fromEntries(answers) as DaemonAnswers<Method>;
}
