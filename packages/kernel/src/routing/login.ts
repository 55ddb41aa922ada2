import { clientRequests, type Credentials, isPlainObject, type RequestCall } from "@galaxy-kit/protocol";
import type { Logger, Secrets } from "@galaxy-kit/sdk";
import type { KernelCredentialStore } from "../injectables/credential-store.js";
import type { Milestones } from "../lifecycle/milestones.js";
import type { DecoratedMethod } from "../scanning/definition.js";

type Params = Readonly<Record<string, unknown>>;

/** Follows the login: masks its secrets, keeps the credentials, and notices when the user is logged in. */
export class Login {
  readonly #canContinue: boolean;

  constructor(
    methods: readonly DecoratedMethod[],
    private readonly secrets: Secrets,
    private readonly credentials: KernelCredentialStore,
    private readonly milestones: Milestones,
    private readonly log: Logger,
    private readonly authenticated: (userId: string, userName: string) => void = () => undefined,
  ) {
    this.#canContinue = methods.some((method) => method.role === "handler" && method.call === "passLoginCredentials");
  }

  /**
   * Called before anything else reads the parameters, so that not even a message about invalid ones reveals a secret.
   *
   * @throws `CodecError` if the credentials are nested too deeply to be copied
   */
  learn(call: RequestCall<object, unknown>, params: Params): void {
    if (call.method === clientRequests.initAuthentication.method) {
      const stored = params["stored_credentials"];
      if (isPlainObject(stored)) this.credentials.receive(stored as Credentials);
      else this.secrets.add(stored);
    } else if (call.method === clientRequests.passLoginCredentials.method) {
      this.secrets.add(params["credentials"]);
      this.secrets.add(cookieValues(params["cookies"]));
    }
  }

  /** Called after the response, with the result as it was sent: reading what the author returned again may throw. */
  observe(call: RequestCall<object, unknown>, result: unknown): void {
    const isLogin =
      call.method === clientRequests.initAuthentication.method ||
      call.method === clientRequests.passLoginCredentials.method;
    if (!isLogin || !isPlainObject(result)) return;
    if (result["next_step"] == null) {
      this.authenticated(String(result["user_id"]), String(result["user_name"]));
      this.milestones.reach("authentication");
    } else if (!this.#canContinue) {
      this.log.error("A login window was opened, but no method has @PassLoginCredentials() to complete the login");
    }
  }
}

/** By name, and without domains and paths: masking those would make the log unreadable. */
function cookieValues(cookies: unknown): unknown {
  if (!Array.isArray(cookies)) return cookies;
  return cookies.map((cookie: unknown) =>
    isPlainObject(cookie) ? { [String(cookie["name"])]: cookie["value"] } : cookie,
  );
}
