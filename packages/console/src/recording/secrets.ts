import { clientRequests, isTooDeep, pluginNotifications, pluginRequests } from "@galaxy-kit/protocol";
import type { SimulatedClient } from "@galaxy-kit/simulator";

/** Shorter values are words and numbers that also occur elsewhere. */
const MIN_LENGTH = 6;
/** The cache also holds other things. A value this long and without spaces is not a title. */
const MIN_CACHED_LENGTH = 16;
/** Each is looked for in every text. */
const MAX_CACHED = 200;

/** Parameters and results that are secrets as a whole. */
const secretCalls: ReadonlySet<string | undefined> = new Set([
  pluginNotifications.storeCredentials.method,
  pluginRequests.refreshCredentials.method,
]);
const logins: ReadonlySet<string | undefined> = new Set([
  clientRequests.initAuthentication.method,
  clientRequests.passLoginCredentials.method,
]);

/** Returns the values that a client knows to be secret: credentials, cookies, and what looks like them in the cache. */
export function secretsOf(client: SimulatedClient): ReadonlySet<string> {
  const { credentials, cache } = client.library;
  const secrets = new Set([...textsIn(credentials), ...textsIn(cache).filter(looksSecret).slice(0, MAX_CACHED)]);
  for (let number = 1; number <= client.messageCount; number++) {
    const { method } = client.entry(number) ?? {};
    if (!secretCalls.has(method) && !logins.has(method)) continue;
    const { params, result } = client.revealed(number) ?? {};
    for (const text of textsIn(params)) secrets.add(text);
    // The response to a login may describe a window with cookies; the rest of it identifies the user.
    for (const text of textsIn(logins.has(method) ? (result as { cookies?: unknown } | null)?.cookies : result))
      secrets.add(text);
  }
  return secrets;
}

/** Returns all texts and long numbers inside of a value. Texts may be JSON themselves. */
export function textsIn(value: unknown): readonly string[] {
  if (typeof value === "number") return String(value).length >= MIN_LENGTH ? [String(value)] : [];
  if (typeof value === "string") {
    const inner = parsed(value);
    return inner === undefined ? (value.length >= MIN_LENGTH ? [value] : []) : textsIn(inner);
  }
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

function looksSecret(text: string): boolean {
  return text.length >= MIN_CACHED_LENGTH && !/\s/.test(text);
}

/** Returns the object or list that a text holds as JSON, if it does. One that is nested too deeply would overflow the stack. */
export function parsed(text: string): object | undefined {
  if (!/^\s*[{[]/.test(text)) return undefined;
  try {
    const value = JSON.parse(text) as object;
    return isTooDeep(value) ? undefined : value;
  } catch {
    return undefined;
  }
}
