import {
  Authenticate,
  type Authentication,
  AuthenticationRequired,
  CredentialStore,
  InvalidCredentials,
  type LoginCredentials,
  type LoginResult,
  openLoginWindow,
  PassLoginCredentials,
  Service,
} from "@galaxy-kit/sdk";
import { Shop } from "./shop/shop.js";

/** The credentials that GALAXY stores between runs. */
interface Stored {
  readonly token: string;
}

@Service()
export class Login {
  constructor(
    private readonly shop: Shop,
    private readonly credentials: CredentialStore,
  ) {}

  @Authenticate<Stored>()
  async login(stored?: Stored): Promise<LoginResult> {
    const { loginPage } = this.shop;
    if (stored || loginPage === undefined) return await this.#identify(stored?.token ?? "");
    return openLoginWindow({
      windowTitle: "Log in",
      windowWidth: 500,
      windowHeight: 700,
      startUri: loginPage,
      // The shop redirects here after the login: https://shop.example/done?token=…
      endUriRegex: "^https://shop\\.example/done",
    });
  }

  @PassLoginCredentials()
  async loggedIn(_step: string, { endUri }: LoginCredentials): Promise<LoginResult> {
    const token = new URL(endUri).searchParams.get("token");
    if (!token) throw new InvalidCredentials("The shop did not send a token.");
    const user = await this.#identify(token);
    const stored: Stored = { token };
    this.credentials.save(stored);
    return user;
  }

  async #identify(token: string): Promise<Authentication> {
    try {
      const { id, name } = await this.shop.account(token);
      return { userId: id, userName: name };
    } catch (error) {
      // The shop no longer accepts the token, and never will: GALAXY must offer to log in, not to try again.
      if (error instanceof AuthenticationRequired) throw new InvalidCredentials(undefined, { cause: error });
      throw error;
    }
  }
}
