import { AuthenticationRequired, type GalaxyError, InvalidCredentials, type Logger } from "@galaxy-kit/sdk";
import { HeldTokens } from "./held-tokens.js";
import { SessionLife } from "./session-life.js";
import type { SessionParts } from "./session-parts.js";
import { SessionStore } from "./session-store.js";
import type { SessionTokens } from "./session-tokens.js";
import { type Renew, TokenRenewal } from "./token-renewal.js";

/** A token that is refused at this age was good when it came: renewing it again would not help. */
const FRESH_MS = 60_000;

/** Keeps the tokens of one session: renews them when it is time, and reports each loss once. */
export class SessionKeeper<Tokens extends SessionTokens> {
  readonly #store: SessionStore;
  readonly #log: Logger;
  readonly #life: SessionLife;
  readonly #renewal: TokenRenewal<Tokens>;
  #held: HeldTokens<Tokens> | undefined;
  /** Of the user that the session belongs to. */
  #account: string | undefined;
  /** Tokens that are known to be no longer renewable. */
  #final: HeldTokens<Tokens> | undefined;
  /** Why the user has to log in again. */
  lost: GalaxyError | undefined;
  /** Whether GALAXY shows the user as connected. */
  #isConnected = false;

  constructor(
    readonly name: string,
    private readonly parts: SessionParts,
    renew: Renew<Tokens>,
  ) {
    this.#log = parts.log.named(name);
    this.#store = new SessionStore(parts);
    this.#life = new SessionLife(name, parts);
    this.#renewal = new TokenRenewal(name, parts, renew);
    parts.accounts.judgedBy(() => this.state === "active");
    parts.monitor.show(() => ({
      kind: "session",
      name,
      state: this.state,
      expiresAt: this.expiresAt,
      endsAt: this.endsAt,
      endsSoon: this.#life.endsSoon(this.endsAt),
      error: this.lost?.message ?? this.#renewal.failure,
    }));
  }

  get state(): "none" | "active" | "lost" {
    if (this.lost) return "lost";
    return this.#held ? "active" : "none";
  }

  /** Undefined also when the session is lost: nothing is renewed then. */
  get expiresAt(): number | undefined {
    return this.lost ? undefined : this.#held?.expiresAt;
  }

  get endsAt(): number | undefined {
    return this.#held?.endsAt;
  }

  // What a login does

  /** Takes the tokens of an earlier run, unless there are newer ones. Returns whether there are tokens that may be good. */
  restore(credentials: object): boolean {
    if (this.lost) return false;
    if (this.#held) return true;
    const stored = SessionStore.in(credentials);
    this.#held = HeldTokens.read<Tokens>(stored);
    if (!this.#held) return false;
    this.#account = (stored as { readonly account?: string }).account;
    this.#store.know(this.#toStored(this.#held));
    return true;
  }

  /**
   * Takes the tokens that an earlier implementation has stored, unless there are others.
   *
   * @param credentials - what they were read from
   * @returns whether there are tokens that may be good
   */
  adopt(tokens: Tokens, credentials: object): boolean {
    if (this.lost) return false;
    if (this.#held) return true;
    this.parts.secrets.add(tokens);
    this.#store.replace(credentials);
    this.#held = HeldTokens.ofUnknownAge(tokens);
    this.#log.info(`${this.name} continues with credentials that an earlier implementation has stored`);
    return true;
  }

  /** The user has to log in although credentials are stored. */
  cannotAdopt(reason: string): void {
    this.#log.warn(`${this.name} cannot use the stored credentials, so the user has to log in: ${reason}`);
  }

  /**
   * Uses the tokens of a login, before it is known whether they are good.
   *
   * @returns a function that restores what was there before
   */
  async offer(tokens: Tokens): Promise<() => void> {
    // Tokens on their way replace those that a login that fails goes back to.
    await this.#renewal.running?.catch(() => undefined);
    const before = { held: this.#held, lost: this.lost, account: this.#account, isConnected: this.#isConnected };
    const offered = (this.#held = new HeldTokens(tokens, this.parts.clock.now()));
    this.lost = undefined;
    this.#isConnected = false;
    return () => {
      this.#held = before.held;
      this.lost = before.lost;
      this.#account = before.account;
      this.#isConnected = before.isConnected;
      // What was offered is stored if it was renewed meanwhile.
      if (before.held) this.#save(offered, before.held);
    };
  }

  /** The tokens are those of a user who is logged in now. Resolves to whether that is a different user. */
  async confirm(userId: string): Promise<boolean> {
    // Loaded only now, with all of Node's cryptography.
    const { accountOf } = await import("./account-of.js");
    const account = accountOf(userId);
    const isAnother = account !== this.#account;
    if (!this.#held) return isAnother;
    this.#account = account;
    this.#isConnected = true;
    this.#store.save(this.#toStored(this.#held));
    this.#life.watch(() => this.endsAt);
    return isAnother;
  }

  /** The user has to log in again. */
  lose(error: GalaxyError): void {
    if (this.lost) return;
    this.lost = error;
    this.#log.warn(`${this.name}: the user has to log in again`, { reason: error.message });
    if (!this.#isConnected) return;
    this.#isConnected = false;
    this.parts.galaxy.lostAuthentication();
  }

  /** Resolves to what the page with settings says about it. */
  async notice(): Promise<string | undefined> {
    return await this.#life.notice();
  }

  // What requests do

  /** Resolves to tokens that are not known to be invalid. */
  async current(): Promise<HeldTokens<Tokens>> {
    const held = this.#require();
    const now = this.parts.clock.now();
    if (!held.isDue(now) || (!held.isExpired(now) && this.#renewal.isResting)) return held;
    try {
      return (await this.#renewOnce()) ?? held;
    } catch (error) {
      // The platform is down, and the old token lasts a little longer.
      if (this.lost || held.isExpired(this.parts.clock.now())) throw error;
      return held;
    }
  }

  /** The tokens were refused. Resolves to whether there are others now. */
  async refused(used: HeldTokens<Tokens>): Promise<boolean> {
    const held = this.#require();
    if (held !== used) return true;
    if (held.age(this.parts.clock.now()) < FRESH_MS) return await this.#takeOver(held);
    if (await this.#renewOnce()) return true;
    throw this.#loseTo(new InvalidCredentials("The platform no longer accepts this login"));
  }

  /** Marks the access token as invalid. */
  invalidate(): void {
    if (this.#held) this.#held.isInvalid = true;
  }

  #require(): HeldTokens<Tokens> {
    if (this.lost) throw this.lost;
    if (this.#held) return this.#held;
    throw new AuthenticationRequired("No user is logged in yet");
  }

  /** Resolves to undefined if tokens of this kind cannot be renewed. */
  async #renewOnce(): Promise<HeldTokens<Tokens> | undefined> {
    if (this.#renewal.running) return await this.#renewal.running;
    const before = this.#require();
    if (before === this.#final) return undefined;
    return await this.#renewal.run(() => this.#renewFrom(before));
  }

  async #renewFrom(before: HeldTokens<Tokens>): Promise<HeldTokens<Tokens> | undefined> {
    try {
      const held = await this.#renewal.renewed(before);
      if (this.#held !== before) return this.#require();
      if (held) this.#replace(before, held);
      else this.#final = before;
      return held;
    } catch (error) {
      // The user has logged in meanwhile.
      if (this.#held !== before) return this.#require();
      if (isRefusal(error)) throw this.#loseTo(error);
      this.#renewal.failed(error);
      throw error;
    }
  }

  /** Resolves to whether another process has renewed the tokens. */
  async #takeOver(held: HeldTokens<Tokens>): Promise<boolean> {
    const handedOver = await this.#renewal.renewedElsewhere(held);
    if (handedOver && this.#held === held) this.#replace(held, handedOver);
    return this.#held !== held;
  }

  #replace(before: HeldTokens<Tokens>, held: HeldTokens<Tokens>): void {
    this.#save(before, held);
    this.#held = held;
    this.#renewal.succeeded();
  }

  /** Before the tokens are used: the platform may not accept the old ones again. */
  #save(before: HeldTokens<Tokens>, held: HeldTokens<Tokens>): void {
    try {
      const stored = this.#toStored(held);
      if (before.renewal === held.renewal) this.#store.saveSoon(stored);
      else this.#store.save(stored);
    } catch (error) {
      this.#log.error(`${this.name}: the new tokens cannot be stored; they are lost when the integration closes`, {
        error,
      });
    }
  }

  #toStored(held: HeldTokens<Tokens>) {
    return { ...held.toStored(), ...(this.#account !== undefined && { account: this.#account }) };
  }

  #loseTo(error: unknown): GalaxyError {
    const { message } = error as Error;
    const refusal = InvalidCredentials.is(error) ? error : new InvalidCredentials(message, { cause: error });
    this.lose(refusal);
    return refusal;
  }
}

/** Whether the platform ended the session, rather than being down. */
export function isRefusal(error: unknown): boolean {
  return InvalidCredentials.is(error) || AuthenticationRequired.is(error);
}
