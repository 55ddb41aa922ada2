import { randomBytes } from "node:crypto";
import type { Clock } from "@galaxy-kit/sdk";

/** The user that tokens belong to. */
export interface OAuthUser {
  readonly id: string;
  readonly name: string;
}

/** What follows from one login: access tokens, and refresh tokens that take each other's place. */
interface Grant {
  readonly user: OAuthUser;
  readonly scope: string | undefined;
  readonly endsAt: number;
  isRevoked: boolean;
}

interface Issued {
  readonly grant: Grant;
  readonly expiresAt: number;
  isUsed: boolean;
}

/** How long tokens last, in milliseconds. */
export interface TokenLifetimes {
  readonly accessMs: number;
  readonly sessionMs: number;
  /** Whether a refresh token can be used only once. */
  readonly rotation: boolean;
}

/** The tokens of a server, with their lives on its clock. */
export class IssuedTokens {
  readonly #access = new Map<string, Issued>();
  readonly #refresh = new Map<string, Issued>();

  constructor(
    private readonly clock: Clock,
    private readonly lifetimes: TokenLifetimes,
  ) {}

  /** Every token so far. */
  get all(): readonly string[] {
    return [...this.#access.keys(), ...this.#refresh.keys()];
  }

  /** Returns the response of a token endpoint for a new login. */
  begin(user: OAuthUser, scope: string | undefined): object {
    const endsAt = this.clock.now() + this.lifetimes.sessionMs;
    return this.#issue({ user, scope, endsAt, isRevoked: false });
  }

  /** Returns the response for a refresh token; undefined if that is not valid. */
  renew(refreshToken: string): object | undefined {
    const found = this.#refresh.get(refreshToken);
    if (!found || !this.#isValid(found)) return undefined;
    if (!this.lifetimes.rotation) return this.#issue(found.grant, refreshToken);
    if (found.isUsed) {
      // Someone has a copy of it, so the whole session ends.
      found.grant.isRevoked = true;
      return undefined;
    }
    found.isUsed = true;
    return this.#issue(found.grant);
  }

  /** Returns whose access token it is; undefined if it is not valid. */
  userOf(accessToken: string): OAuthUser | undefined {
    const found = this.#access.get(accessToken);
    return found && this.#isValid(found) ? found.grant.user : undefined;
  }

  revokeAccess(): void {
    this.#access.forEach((issued, token) => this.#access.set(token, { ...issued, expiresAt: -Infinity }));
  }

  revokeAll(): void {
    for (const { grant } of [...this.#access.values(), ...this.#refresh.values()]) grant.isRevoked = true;
  }

  #issue(grant: Grant, refreshToken = randomBytes(24).toString("hex")): object {
    const accessToken = randomBytes(24).toString("hex");
    const { accessMs } = this.lifetimes;
    this.#access.set(accessToken, { grant, expiresAt: this.clock.now() + accessMs, isUsed: false });
    this.#refresh.set(refreshToken, { grant, expiresAt: grant.endsAt, isUsed: false });
    return {
      access_token: accessToken,
      token_type: "Bearer",
      expires_in: Math.round(accessMs / 1000),
      refresh_token: refreshToken,
      ...(Number.isFinite(grant.endsAt) && {
        refresh_expires_in: Math.round((grant.endsAt - this.clock.now()) / 1000),
      }),
      ...(grant.scope !== undefined && { scope: grant.scope }),
    };
  }

  #isValid({ grant, expiresAt }: Issued): boolean {
    return !grant.isRevoked && this.clock.now() < Math.min(expiresAt, grant.endsAt);
  }
}
