/** Options of {@link loopback}. */
export interface LoopbackOptions {
  /** The path of the address that the server knows; `/callback` by default. */
  readonly path?: `/${string}`;
  /** The ports that the server knows, in the order in which they are tried. Any free port by default. */
  readonly ports?: readonly number[];
}

/** A redirect to this computer. */
export interface Loopback {
  readonly path: string;
  readonly ports: readonly number[];
}

/**
 * Sends the browser back to this computer: to `http://127.0.0.1:PORT/callback`. It listens only while a user is logging in.
 *
 * Most servers accept any port if `http://127.0.0.1/callback` is registered (RFC 8252). For those that compare exactly, fix path and ports.
 */
export function loopback({ path = "/callback", ports = [0] }: LoopbackOptions = {}): Loopback {
  return { path, ports };
}

/** Where the server sends the browser: to this computer, or to an address of the web that it knows. */
export type Redirect = Loopback | `https://${string}`;
