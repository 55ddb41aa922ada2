import { isPlainObject, pluginNotifications, pluginRequests } from "@galaxy-kit/protocol";

/** Long enough to exceed 2^53. */
const LONG_NUMBER = /\d{16}/;

/** Strings are matched only to skip them. */
const STRING_OR_WHOLE_NUMBER = /"(?:[^"\\]|\\.)*"|(?<![\d.eE+-])-?\d{16,}(?![\d.eE])/g;

/** Their content belongs to the integration, which gets it back as it was. */
const PASSED_THROUGH: ReadonlySet<unknown> = new Set([
  pluginNotifications.storeCredentials.method,
  pluginNotifications.pushCache.method,
  pluginRequests.refreshCredentials.method,
]);

/**
 * Returns a parsed line with whole numbers beyond 2^53 as text: they are ids, such as those of Steam's users, and JavaScript would round
 * them to other ids.
 *
 * @param onText - called if there is such a number
 */
export function withExactNumbers(text: string, json: unknown, onText: () => void): unknown {
  if (!LONG_NUMBER.test(text) || (isPlainObject(json) && PASSED_THROUGH.has(json["method"]))) return json;
  const exact = text.replace(STRING_OR_WHOLE_NUMBER, (token) => {
    return token.startsWith('"') || Number.isSafeInteger(Number(token)) ? token : `"${token}"`;
  });
  if (exact === text) return json;
  onText();
  return JSON.parse(exact);
}
