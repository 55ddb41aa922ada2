import { clientRequests } from "@galaxy-kit/protocol";

/** What the journal shows of the content of a message. */
export interface Masking {
  params(method: string | undefined, params: unknown): unknown;
  result(method: string | undefined, result: unknown): unknown;
  /** Of what is no message. */
  text(text: string): { readonly text?: string };
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

/** Hides credentials, cookies and the cache. */
export const maskSecrets: Masking = {
  params: (method, params) => {
    if (params === null || typeof params !== "object") return params;
    if (secretCalls.has(method)) return MASK;
    const secrets = secretParams.get(method) ?? [];
    if (secrets.length === 0) return params;
    return Object.fromEntries(
      Object.entries(params).map(([name, value]) => [name, secrets.includes(name) ? MASK : value]),
    );
  },
  result: (method, result) => (secretCalls.has(method) && result != null ? MASK : result),
  text: () => ({}),
};

/** Hides nothing. */
export const showSecrets: Masking = {
  params: (_method, params) => params,
  result: (_method, result) => result,
  text: (text) => ({ text }),
};
