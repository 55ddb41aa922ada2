import { AuthenticationRequired, type GalaxyError, InvalidCredentials } from "@galaxy-kit/sdk";
import { Outage } from "../lifecycle/outage.js";
import type { Handler } from "../wiring/handlers.js";
import { missingFile, missingFileRemedy } from "./missing-file.js";
import type { SourceContext } from "./source-context.js";

const LOGIN_STAYS = "; the user stays logged in, since the session is still good";

/** What the failed runs of a source mean: for the log, and for the login. */
export class SourceFailures {
  readonly #outage: Outage;

  /** @param needsLogin - whether the source runs only while the user is logged in */
  constructor(
    private readonly name: string,
    private readonly needsLogin: boolean,
    private readonly context: SourceContext,
  ) {
    this.#outage = new Outage(name, context.clock, context.log);
  }

  succeeded(): void {
    this.#outage.succeeded();
  }

  /** @param stays - what is known all the same, as the end of a sentence */
  failed(error: unknown, stays: string, handler: Handler): void {
    const isAbout = this.needsLogin && isAboutLogin(error);
    const isLost = isAbout && this.#isLost(error);
    this.#outage.failed(error, () => {
      const file = missingFile(error);
      if (file === undefined) handler.logFailure(error, undefined, stays + (isAbout && !isLost ? LOGIN_STAYS : ""));
      // Nothing is wrong with the integration: a user may not have installed the platform's program yet.
      else
        this.context.log.warn(`${this.name} needs a file that does not exist${stays}`, {
          file,
          remedy: missingFileRemedy,
        });
    });
    if (isLost) this.context.authenticationLost();
  }

  /** A request may be refused although the login is good: a session knows. The author's word about credentials counts. */
  #isLost(error: GalaxyError): boolean {
    return InvalidCredentials.is(error) || !this.context.isLoginGood();
  }
}

function isAboutLogin(error: unknown): error is GalaxyError {
  return AuthenticationRequired.is(error) || InvalidCredentials.is(error);
}
