import { type Duplex, duplexPair } from "node:stream";
import type { IntegrationStream } from "@galaxy-kit/simulator";

type Responses = Readonly<Record<string, (params: any) => unknown>>;

/** Returned by a handler to respond with an error. */
export class ErrorResponse {
  constructor(
    readonly code: number,
    readonly message: string,
  ) {}
}

/** An integration inside the test that speaks the protocol by hand, so that the test decides what it sends and when. */
export class Integration {
  /** The requests and notifications received from the client. */
  readonly calls: { readonly method: string; readonly params: any }[] = [];
  #stream: Duplex | undefined;

  constructor(
    private readonly features: readonly string[],
    private readonly responses: Responses = {},
  ) {}

  get source(): IntegrationStream {
    return { stream: (token) => this.#connect(token) };
  }

  notify(method: string, params: object | null = null): void {
    this.#write({ method, params });
  }

  crash(): void {
    this.#stream?.end();
  }

  #connect(token: string): Duplex {
    const [here, there] = duplexPair();
    this.#stream = here;
    const responses: Responses = {
      get_capabilities: () => ({ platform_name: "test", features: this.features, token }),
      initialize_cache: () => null,
      init_authentication: () => ({ user_id: "1", user_name: "Jo" }),
      ping: () => null,
      ...this.responses,
    };
    let buffered = "";
    here.setEncoding("utf8");
    here.on("data", (chunk: string) => {
      const lines = (buffered + chunk).split("\n");
      buffered = lines.pop()!;
      for (const line of lines) this.#receive(JSON.parse(line), responses);
    });
    here.on("end", () => here.end());
    return there;
  }

  #receive({ id, method, params }: { id?: string; method: string; params: object }, responses: Responses): void {
    this.calls.push({ method, params });
    if (id === undefined) return;
    const respond = responses[method] ?? (() => new ErrorResponse(-32601, "Method not found"));
    const result = respond(params);
    if (result instanceof ErrorResponse) this.#write({ id, error: { code: result.code, message: result.message } });
    else if (result !== undefined) this.#write({ id, result });
  }

  #write(message: object): void {
    this.#stream?.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
  }
}

export const game = (id: string, title = `Game ${id}`) => ({
  game_id: id,
  game_title: title,
  license_info: { license_type: "SinglePurchase" },
});

/** The result of `import_owned_games`. */
export const owned = (count: number) => ({
  owned_games: Array.from({ length: count }, (_, index) => game(`g${index}`)),
});
