import { clientRequests, type Credentials, isPlainObject, type RequestCall } from "@galaxy-kit/protocol";
import type { Logger, Secrets } from "@galaxy-kit/sdk";
import type { KernelCredentialStore } from "../injectables/credential-store.js";
import type { Milestones } from "../lifecycle/milestones.js";
import type { AnnotatedMethod } from "../scanning/definition.js";

type Params = Readonly<Record<string, unknown>>;

/** Follows the login: masks what comes with it, keeps the credentials, and notices when somebody is logged in. */
export class Login {
  readonly #canContinue: boolean;

  constructor(
    methods: readonly AnnotatedMethod[],
    private readonly secrets: Secrets,
    private readonly credentials: KernelCredentialStore,
    private readonly milestones: Milestones,
    private readonly log: Logger,
  ) {
    this.#canContinue = methods.some((method) => method.role === "handler" && method.call === "passLoginCredentials");
  }

  /** Before anything else is done with the parameters, so that not even a message about wrong ones tells a secret. */
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

  /** After the answer, which is looked at as it was sent: what an author has returned may throw when it is read again. */
  observe(call: RequestCall<object, unknown>, answer: unknown): void {
    const isLogin =
      call.method === clientRequests.initAuthentication.method ||
      call.method === clientRequests.passLoginCredentials.method;
    if (!isLogin || !isPlainObject(answer)) return;
    if (answer["next_step"] == null) this.milestones.reach("authentication");
    else if (!this.#canContinue) {
      this.log.error(
        "A login window was opened, but no method carries @PassLoginCredentials() to go on when it is done",
      );
    }
  }
}

/** Not the names, hosts and paths beside them: masked, those would make a log unreadable. */
function cookieValues(cookies: unknown): unknown {
  if (!Array.isArray(cookies)) return cookies;
  return cookies.map((cookie: unknown) => (isPlainObject(cookie) ? cookie["value"] : cookie));
}
