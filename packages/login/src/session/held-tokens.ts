import type { JsonObject, JsonValue } from "@galaxy-kit/sdk";
import type { SessionTokens } from "./session-tokens.js";

const MIN_MARGIN_MS = 60_000;
const NOT_FOR_RENEWAL = { accessToken: undefined, expiresIn: undefined, sessionExpiresIn: undefined };
/** How long old tokens last says nothing about those that replace them, and nothing at all without the time at which they came. */
const NO_DURATIONS = { expiresIn: undefined, sessionExpiresIn: undefined };

/** Tokens with the time at which they came. Only durations are compared: the clock of the platform may be another one. */
export class HeldTokens<Tokens extends SessionTokens> {
  /** Whether the access token is known to be invalid. */
  isInvalid = false;

  constructor(
    readonly tokens: Tokens,
    private readonly issuedAt: number,
    /** When the session ends, even if it is renewed. */
    readonly endsAt: number | undefined = endOf(tokens, issuedAt),
  ) {}

  /** Reads what {@link toStored} returned; undefined for anything else. */
  static read<Tokens extends SessionTokens>(stored: unknown): HeldTokens<Tokens> | undefined {
    if (!isObject(stored)) return undefined;
    const { tokens, issuedAt, sessionExpiresAt: endsAt } = stored;
    if (!isObject(tokens) || typeof issuedAt !== "number") return undefined;
    return new HeldTokens(tokens as Tokens, issuedAt, typeof endsAt === "number" ? endsAt : undefined);
  }

  /** Returns tokens whose age nobody knows: they are renewed before they are used. If they cannot be, they may still be good. */
  static ofUnknownAge<Tokens extends SessionTokens>(tokens: Tokens): HeldTokens<Tokens> {
    const held = new HeldTokens<Tokens>({ ...tokens, ...NO_DURATIONS }, 0);
    held.isInvalid = true;
    return held;
  }

  /** The names of the times are those that the log does not mask. */
  toStored(): JsonObject {
    const { issuedAt, endsAt } = this;
    const present = Object.entries(this.tokens).filter(([, value]) => value !== undefined);
    const tokens = Object.fromEntries<JsonValue>(present);
    return { tokens, issuedAt, ...(endsAt !== undefined && { sessionExpiresAt: endsAt }) };
  }

  /** What new access tokens come from, such as the refresh token: the same text whatever has stored and reordered the members. */
  get renewal(): string {
    return JSON.stringify({ ...this.tokens, ...NOT_FOR_RENEWAL }, (_, value: unknown) => sorted(value));
  }

  /** The tokens that came for these. What they do not say stays as it was. */
  renewedWith(renewed: Partial<Tokens>, now: number): HeldTokens<Tokens> {
    const tokens: Tokens = { ...this.tokens, ...NO_DURATIONS, ...renewed };
    return new HeldTokens(tokens, now, endOf(tokens, now) ?? this.endsAt);
  }

  /** When the access token expires, on the clock of this computer. */
  get expiresAt(): number | undefined {
    const { expiresIn } = this.tokens;
    return expiresIn === undefined ? undefined : this.issuedAt + expiresIn * 1000;
  }

  /** How old they are; Infinity if the clock was set back since. */
  age(now: number): number {
    return now < this.issuedAt ? Infinity : now - this.issuedAt;
  }

  /** Whether the access token is about to expire. */
  isDue(now: number): boolean {
    if (this.isInvalid) return true;
    const lifetime = this.#lifetime;
    // Half of a short life at most: otherwise, such a token would be due when it comes.
    return this.age(now) >= lifetime - Math.min(Math.max(MIN_MARGIN_MS, lifetime / 10), lifetime / 2);
  }

  isExpired(now: number): boolean {
    return this.isInvalid || this.age(now) >= this.#lifetime;
  }

  get #lifetime(): number {
    return (this.tokens.expiresIn ?? Infinity) * 1000;
  }
}

function endOf({ sessionExpiresIn }: SessionTokens, now: number): number | undefined {
  return sessionExpiresIn === undefined ? undefined : now + sessionExpiresIn * 1000;
}

function sorted(value: unknown): unknown {
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
