import { type Duplex, duplexPair } from "node:stream";
import type { IntegrationStream } from "@galaxy-kit/simulator";

type Answers = Readonly<Record<string, (params: any) => unknown>>;

/** Makes an answer an error of the wire. */
export class Refused {
  constructor(
    readonly code: number,
    readonly message: string,
  ) {}
}

/** An integration inside the test: it speaks the wire by hand, and tells what the test wants when the test wants it. */
export class Integration {
  /** Calls that the client has made, requests and notifications. */
  readonly calls: { readonly method: string; readonly params: any }[] = [];
  #stream: Duplex | undefined;

  constructor(
    private readonly features: readonly string[],
    private readonly answers: Answers = {},
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
    const answers: Answers = {
      get_capabilities: () => ({ platform_name: "test", features: this.features, token }),
      initialize_cache: () => null,
      init_authentication: () => ({ user_id: "1", user_name: "Jo" }),
      ping: () => null,
      ...this.answers,
    };
    let rest = "";
    here.setEncoding("utf8");
    here.on("data", (chunk: string) => {
      const lines = (rest + chunk).split("\n");
      rest = lines.pop()!;
      for (const line of lines) this.#take(JSON.parse(line), answers);
    });
    here.on("end", () => here.end());
    return there;
  }

  #take({ id, method, params }: { id?: string; method: string; params: object }, answers: Answers): void {
    this.calls.push({ method, params });
    if (id === undefined) return;
    const answer = answers[method] ?? (() => new Refused(-32601, "Method not found"));
    const result = answer(params);
    if (result instanceof Refused) this.#write({ id, error: { code: result.code, message: result.message } });
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

/** As an answer of `import_owned_games`. */
export const owned = (count: number) => ({
  owned_games: Array.from({ length: count }, (_, index) => game(`g${index}`)),
});
