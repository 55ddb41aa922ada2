import type { ServerResponse } from "node:http";
import type { Clock, Duration } from "@galaxy-kit/sdk";
import { toMilliseconds } from "@galaxy-kit/sdk/internal";
import { FakeResponse } from "./fake-response.js";
import { patternOf } from "./route-path.js";

/** How a backend fails: a status, or something worse. */
export type FakeFailure = number | "hangs" | "resets" | "breaks off" | "invalid JSON" | "HTML" | "challenge";

/** For which requests something applies; all, if nothing is given. */
export interface FaultOptions {
  /** For so many requests. */
  readonly times?: number;
  /** For so long, on the clock of the test. */
  readonly for?: Duration;
  /** For this path only. A part with `:` stands for anything, as in that of a route. */
  readonly path?: string;
  /** For failures with a status: headers of the response, such as `retry-after`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** For failures with a status: the body. A text is sent as HTML, as gateways do; anything else as JSON, which is the default. */
  readonly body?: unknown;
}

/** The request fails. */
export interface Failing {
  readonly failure: FakeFailure;
}

/** The response comes later. */
interface Delaying {
  readonly delayMs: number;
}

/** Something that happens to requests, until it is over. */
export class Fault<Effect extends Failing | Delaying = Failing | Delaying> {
  /** What the response has, apart from its status. */
  readonly response: Pick<FaultOptions, "headers" | "body">;
  readonly #path: RegExp | undefined;
  readonly #until: number;
  #left: number;

  /** @throws `TypeError` if the failure is unknown, or if the path can never match */
  constructor(
    readonly effect: Effect,
    options: FaultOptions,
    private readonly clock: Clock,
  ) {
    if ("failure" in effect) check(effect.failure);
    this.response = options;
    this.#path = options.path === undefined ? undefined : patternOf(options.path);
    this.#left = options.times ?? Infinity;
    this.#until = options.for === undefined ? Infinity : clock.now() + toMilliseconds(options.for);
  }

  /** Whether it applies to a request, which then counts. */
  takes(path: string): boolean {
    if (this.#path && !this.#path.test(path)) return false;
    if (this.#left === 0 || this.clock.now() >= this.#until) return false;
    this.#left -= 1;
    return true;
  }
}

const PAGE = "<!doctype html><title>Just a moment...</title><p>Checking your browser.</p>";

/** What is sent for failures with a name, if they have a response. */
const RESPONSES: Readonly<Record<Exclude<FakeFailure, number>, FakeResponse | undefined>> = {
  hangs: undefined,
  resets: undefined,
  "breaks off": undefined,
  "invalid JSON": new FakeResponse('{"items":[', { headers: { "content-type": "application/json" } }),
  HTML: new FakeResponse("<!doctype html><title>Welcome</title><p>Please wait."),
  challenge: new FakeResponse(PAGE, { status: 403, headers: { "cf-mitigated": "challenge", server: "cloudflare" } }),
};

function check(failure: FakeFailure): void {
  const isKnown =
    typeof failure === "number"
      ? Number.isInteger(failure) && failure >= 100 && failure <= 599
      : Object.hasOwn(RESPONSES, failure);
  if (isKnown) return;
  const shown = typeof failure === "string" ? `"${failure}"` : String(failure);
  const names = Object.keys(RESPONSES).map((name) => `"${name}"`);
  throw new TypeError(`A backend cannot fail with ${shown}: use a status from 100 to 599, or ${names.join(", ")}.`);
}

/** Fails. Returns the response to send, or undefined if the connection has been dealt with. */
export function fail(
  failure: FakeFailure,
  { headers = {}, body }: Pick<FaultOptions, "headers" | "body">,
  response: ServerResponse,
): FakeResponse | undefined {
  if (typeof failure === "number")
    return new FakeResponse(body ?? { error: `status ${failure}` }, { status: failure, headers });
  if (failure === "resets") response.socket?.resetAndDestroy();
  if (failure === "breaks off") {
    response.writeHead(200, { "content-type": "application/json", "content-length": 1000 });
    response.write('{"items":[', () => response.socket?.destroy());
  }
  return RESPONSES[failure];
}
