import { clientRequests, type CodecError, isPlainObject } from "@galaxy-kit/protocol";

/** What the journal and the problems show of the content of a message. */
export interface Masking {
  params(method: string | undefined, params: unknown): unknown;
  result(method: string | undefined, result: unknown): unknown;
  /** Of what is no message. */
  text(text: string): { readonly text?: string };
  /** Why parameters do not fit. */
  refusal(method: string | undefined, error: CodecError): string;
  /** Why a line is no JSON. */
  unreadable(error: Error): string;
}

interface WithSecrets {
  readonly method: string;
  readonly secrets?: readonly string[];
}

const MASK = "(secret)";

/** Parameters by their names on the wire, by method. */
const secretParams: ReadonlyMap<string | undefined, readonly string[]> = new Map(
  Object.values(clientRequests).map(({ method, secrets = [] }: WithSecrets) => [
    method,
    secrets.map((name) => name.replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`)),
  ]),
);

/** Calls of the integration whose whole content is secret. */
const secretCalls: ReadonlySet<string | undefined> = new Set([
  "store_credentials",
  "refresh_credentials",
  "push_cache",
]);

/** Their answers may be a window to log in with, and the cookies that it begins with. */
const logins: ReadonlySet<string | undefined> = new Set([
  clientRequests.initAuthentication.method,
  clientRequests.passLoginCredentials.method,
]);

/** Hides credentials, cookies and the cache. */
export const maskSecrets: Masking = {
  params: (method, params) => {
    if (params == null) return params;
    if (secretCalls.has(method)) return MASK;
    if (typeof params !== "object") return params;
    const secrets = secretParams.get(method) ?? [];
    if (secrets.length === 0) return params;
    return Object.fromEntries(
      Object.entries(params).map(([name, value]) => [name, secrets.includes(name) ? MASK : value]),
    );
  },
  result: (method, result) => {
    if (secretCalls.has(method) && result != null) return MASK;
    return logins.has(method) && isPlainObject(result) && "cookies" in result ? { ...result, cookies: MASK } : result;
  },
  text: () => ({}),
  refusal: (method, error) => {
    if (!secretCalls.has(method)) return error.message;
    return `${error.where === "" ? "" : `${error.where}: `}expected ${error.expected}`;
  },
  // The parser quotes what it has found.
  unreadable: ({ message }) => message.replace(/(?:, )?(?:\.\.\.)?".*$/s, "") || "no value",
};

/** Hides nothing. */
export const showSecrets: Masking = {
  params: (_method, params) => params,
  result: (_method, result) => result,
  text: (text) => ({ text }),
  refusal: (_method, { message }) => message,
  unreadable: ({ message }) => message,
};
