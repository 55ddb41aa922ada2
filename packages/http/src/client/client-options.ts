import type { HeaderSource } from "../request/request-headers.js";
import type { SearchParams } from "../request/request-options.js";
import type { HttpHooks } from "./hooks.js";

/** What all requests to one backend have in common, all of it optional. */
export interface HttpClientOptions {
  /** An absolute address; paths are below it, whether or not they begin with a slash. */
  readonly baseUrl?: string | URL | undefined;
  /**
   * Headers, or a function that is asked for them before each request, for tokens: `headers: () => ({ authorization: …
   * })`. They go with every request of this client, to other hosts too when a path is an absolute address.
   */
  readonly headers?: HeaderSource | undefined;
  /** Query parameters that go with every request, such as an API key. To other hosts too, like headers. */
  readonly searchParams?: SearchParams | undefined;
  /** Milliseconds from sending until the whole answer is there; 60,000 when left out. */
  readonly timeout?: number | undefined;
  /**
   * Bytes that the body of an answer can have, counted after it is unpacked; 67,108,864 (64 MiB) when left out. A longer
   * one is cut off while it arrives, and its connection closed.
   */
  readonly maxResponseSize?: number | undefined;
  /** Functions that take part in every request. */
  readonly hooks?: HttpHooks | undefined;
}
