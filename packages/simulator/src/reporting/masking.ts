import { clientRequests, type CodecError, isPlainObject } from "@galaxy-kit/protocol";

/** Determines how much of a message's content the journal and the problems show. */
export interface Masking {
  params(method: string | undefined, params: unknown): unknown;
  result(method: string | undefined, result: unknown): unknown;
  /** For an address of a login. */
  address(address: string): string;
  /** For a line that is not a message. */
  text(text: string): { readonly text?: string };
  /** Why parameters are invalid. */
  codecError(method: string | undefined, error: CodecError): string;
  /** What is wrong with a message that can be used. */
  mistake(method: unknown, mistake: string): string;
  /** Why a line is not valid JSON. */
  parseError(error: Error): string;
}

interface WithSecrets {
  readonly method: string;
  readonly secrets?: readonly string[];
}

const MASK = "(secret)";

/** The secret parameters of each method, by their names on the wire. */
const secretParams: ReadonlyMap<string | undefined, readonly string[]> = new Map(
  Object.values(clientRequests).map(({ method, secrets = [] }: WithSecrets) => [
    method,
    secrets.map((name) => name.replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`)),
  ]),
);

/** Calls of the integration whose entire content is secret. */
const secretCalls: ReadonlySet<unknown> = new Set(["store_credentials", "refresh_credentials", "push_cache"]);

/** Their responses may describe a login window, with the cookies that it starts with. */
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
  // The names of parameters help to find out why a pattern does not match.
  address: (address) => address.replace(/([?#&][^=&#]*=)[^&#]+/g, `$1${MASK}`),
  text: () => ({}),
  codecError: (method, error) => {
    if (!secretCalls.has(method)) return error.message;
    return `${error.where === "" ? "" : `${error.where}: `}expected ${error.expected}`;
  },
  mistake: (method, mistake) =>
    secretCalls.has(method) ? "it has a mistake, which is not shown because it may name a secret" : mistake,
  // The parser quotes the text.
  parseError: ({ message }) => message.replace(/(?:, )?(?:\.\.\.)?".*$/s, "") || "no value",
};

/** Hides nothing. */
export const showSecrets: Masking = {
  params: (_method, params) => params,
  result: (_method, result) => result,
  address: (address) => address,
  text: (text) => ({ text }),
  codecError: (_method, { message }) => message,
  mistake: (_method, mistake) => mistake,
  parseError: ({ message }) => message,
};
