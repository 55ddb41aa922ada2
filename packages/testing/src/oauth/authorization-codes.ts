import { createHash, randomBytes } from "node:crypto";
import type { Clock } from "@galaxy-kit/sdk";
import type { IssuedTokens, OAuthUser } from "./issued-tokens.js";

const CODE_MS = 60_000;

interface Code {
  readonly redirectUri: string;
  readonly challenge: string | undefined;
  readonly scope: string | undefined;
  readonly expiresAt: number;
  isUsed: boolean;
}

/** The codes that a browser brings back, and what they are exchanged for. */
export class AuthorizationCodes {
  readonly #codes = new Map<string, Code>();

  constructor(
    private readonly clock: Clock,
    private readonly tokens: IssuedTokens,
  ) {}

  /** Every code so far. */
  get all(): readonly string[] {
    return [...this.#codes.keys()];
  }

  /** Returns a code for what a browser has asked for. */
  issue(query: URLSearchParams): string {
    const code = randomBytes(16).toString("hex");
    this.#codes.set(code, {
      redirectUri: query.get("redirect_uri") ?? "",
      challenge: query.get("code_challenge") ?? undefined,
      scope: query.get("scope") ?? undefined,
      expiresAt: this.clock.now() + CODE_MS,
      isUsed: false,
    });
    return code;
  }

  /** Returns the response of the token endpoint; undefined if the code is not valid. */
  redeem(form: URLSearchParams, user: OAuthUser): object | undefined {
    const found = this.#codes.get(form.get("code") ?? "");
    if (!found || found.expiresAt <= this.clock.now()) return undefined;
    if (found.isUsed) {
      // As a server has to (RFC 6749, 4.1.2): someone has stolen it.
      this.tokens.revokeAll();
      return undefined;
    }
    found.isUsed = true;
    const proof = createHash("sha256")
      .update(form.get("code_verifier") ?? "")
      .digest("base64url");
    const isProven = found.challenge === undefined || found.challenge === proof;
    if (!isProven || form.get("redirect_uri") !== found.redirectUri) return undefined;
    return this.tokens.begin(user, found.scope);
  }
}
