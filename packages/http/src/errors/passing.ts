import { BackendNotAvailable, BackendTimeout, type Duration, type GalaxyError, NetworkError } from "@galaxy-kit/sdk";

/** Statuses of a backend that may be better a moment later. Those from 520 on are Cloudflare's. */
const STATUSES: ReadonlySet<number> = new Set([408, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524, 530]);

/** Unlike an invalid certificate, or a proxy that is not one. */
const CODES = /^(ENOTFOUND|EAI_\w+|ECONN\w+|EHOST\w+|ENET\w+|EPIPE|ETIMEDOUT)$/;

/** Whether the same request may succeed a moment later. */
export function isPassingStatus(status: number): boolean {
  return STATUSES.has(status);
}

/** Whether the same request may succeed a moment later. */
export function isPassingError(error: GalaxyError): boolean {
  if (BackendNotAvailable.is(error) || BackendTimeout.is(error)) return true;
  const { code } = (error.cause ?? {}) as { readonly code?: string };
  return NetworkError.is(error) && code !== undefined && CODES.test(code);
}

/** A service that says when it is available again. Sources and schedules look for a `delay`, as that of `RetryAfter`. */
export class BackendPaused extends BackendNotAvailable {
  constructor(
    readonly delay: Duration,
    ...error: ConstructorParameters<typeof BackendNotAvailable>
  ) {
    super(...error);
  }
}
