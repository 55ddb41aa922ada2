import { AccessDenied, BackendError } from "@galaxy-kit/sdk";
import type { LoginAttempt } from "../login/login-strategy.js";
import type { Answer, AuthorizationRequest } from "./authorization-request.js";
import type { OAuth2Tokens } from "./oauth2-tokens.js";
import { isSameText } from "./same-text.js";

/** Turns a good answer into tokens. */
export type Redeem = (answer: Answer, request: AuthorizationRequest) => Promise<OAuth2Tokens>;

/** A login that continues when the browser brings back an answer, whichever way and however often it does. */
export class RedirectedLogin {
  #received: Promise<void> | undefined;

  constructor(
    readonly request: AuthorizationRequest,
    private readonly attempt: LoginAttempt<OAuth2Tokens>,
    private readonly redeem: Redeem,
  ) {}

  /**
   * Resolves to true when the user is logged in, and to false if the answer belongs to another login.
   *
   * @throws an error if the user has declined, or the server gives no tokens
   */
  async receive(answer: Answer): Promise<boolean> {
    if (!isSameText(answer["state"] ?? "", this.request.state)) return false;
    // A code can be used once. It may come from the window and from the browser.
    this.#received ??= this.#submit(answer);
    await this.#received;
    return true;
  }

  async #submit(answer: Answer): Promise<void> {
    const { error, error_description: description = error } = answer;
    if (error === "access_denied") throw new AccessDenied("The login was declined");
    if (error !== undefined) throw new BackendError(`The platform refused the login: ${description ?? error}`);
    await this.attempt.submit(await this.redeem(answer, this.request));
  }
}
