import type { Awaitable, Logger } from "@galaxy-kit/sdk";
import { Handover } from "./handover.js";
import type { HeldTokens } from "./held-tokens.js";
import type { SessionParts } from "./session-parts.js";
import type { SessionTokens } from "./session-tokens.js";

/** How long closing waits for tokens that are on their way: the platform may already have replaced the old ones. */
const MAX_CLOSING_MS = 5_000;
/** How long a platform that could not renew tokens is left alone, as long as they are good. */
const REST_MS = 30_000;

/** How a session renews its tokens; undefined if it cannot. */
export type Renew<Tokens> = (tokens: Tokens, signal: AbortSignal) => Awaitable<Partial<Tokens> | undefined>;

/** Gets new tokens for old ones, in turn with other processes of the integration, and logs when that does not work. */
export class TokenRenewal<Tokens extends SessionTokens> {
  readonly #log: Logger;
  readonly #handover: Handover<Tokens>;
  readonly #closing = new AbortController();
  #running: Promise<HeldTokens<Tokens> | undefined> | undefined;
  #failure: string | undefined;
  #failedAt = -Infinity;

  constructor(
    private readonly name: string,
    private readonly parts: SessionParts,
    private readonly renew: Renew<Tokens>,
  ) {
    this.#log = parts.log.named(name);
    this.#handover = new Handover(name, parts);
    parts.lifetime.onShutdown(() => this.#finish());
  }

  /** The renewal that is going on. */
  get running(): Promise<HeldTokens<Tokens> | undefined> | undefined {
    return this.#running;
  }

  /** Why the last one failed. */
  get failure(): string | undefined {
    return this.#failure;
  }

  /** Whether it has failed so recently that the platform is left alone. */
  get isResting(): boolean {
    return this.parts.clock.now() - this.#failedAt < REST_MS;
  }

  /** Does what a renewal consists of. Until that has ended, it is the {@link running} one. */
  async run(work: () => Promise<HeldTokens<Tokens> | undefined>): Promise<HeldTokens<Tokens> | undefined> {
    this.#running = new Promise((resolve) => {
      // A test waits for it before the time goes on, also while the integration closes.
      this.parts.background.run(this.name, async () => {
        const renewal = work().finally(() => {
          this.#running = undefined;
        });
        resolve(renewal);
        await renewal.catch(() => undefined);
      });
    });
    return await this.#running;
  }

  /** Resolves to new tokens; undefined if these cannot be renewed. */
  async renewed(before: HeldTokens<Tokens>): Promise<HeldTokens<Tokens> | undefined> {
    return await this.#handover.inTurn(() => this.#newTokensFor(before), this.#closing.signal);
  }

  /** Resolves to the tokens that another process got for these; undefined if none did. */
  async renewedElsewhere(before: HeldTokens<Tokens>): Promise<HeldTokens<Tokens> | undefined> {
    return await this.#handover.after(before);
  }

  /** There are new tokens. */
  succeeded(): void {
    if (this.#failure === undefined) return;
    this.#failure = undefined;
    this.#log.info(`${this.name} has been renewed again`);
  }

  /** The renewal returned no tokens; the old ones are kept. */
  failed(error: unknown): void {
    const isNews = this.#failure === undefined;
    this.#failedAt = this.parts.clock.now();
    this.#failure = error instanceof Error ? error.message : String(error);
    if (isNews && !this.parts.lifetime.signal.aborted)
      this.#log.warn(`${this.name} cannot be renewed at the moment; keeping it`, { error });
  }

  /** Another process may have renewed them: the platform would refuse to do so twice, and end the session. */
  async #newTokensFor(before: HeldTokens<Tokens>): Promise<HeldTokens<Tokens> | undefined> {
    const { clock } = this.parts;
    const handedOver = await this.renewedElsewhere(before);
    if (handedOver && !handedOver.isDue(clock.now())) return handedOver;
    const latest = handedOver ?? before;
    const renewed = await this.renew(latest.tokens, this.#closing.signal);
    if (!renewed) return handedOver;
    const held = latest.renewedWith(renewed, clock.now());
    await this.#handover.leave(latest, held);
    return held;
  }

  async #finish(): Promise<void> {
    const { clock } = this.parts;
    const isOver = new AbortController();
    const limit = clock.sleep(MAX_CLOSING_MS, isOver.signal).catch(() => undefined);
    await Promise.race([limit, this.#running?.catch(() => undefined)]);
    isOver.abort();
    this.#closing.abort(this.parts.lifetime.signal.reason);
  }
}
