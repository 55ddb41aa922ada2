import type { AgentPair } from "./proxy-agents.js";

/** The connections of one run: direct ones, and those through each proxy. */
export class Agents {
  readonly #opened: AgentPair[];
  readonly #byProxy = new Map<string, Promise<AgentPair>>();

  /** @param proxyFor - Returns the URL of the proxy for a URL, or an empty string. */
  constructor(
    private readonly direct: AgentPair,
    private readonly proxyFor: (url: string) => string,
  ) {
    this.#opened = [direct];
  }

  async for(url: string): Promise<AgentPair> {
    const proxy = this.proxyFor(url);
    if (proxy === "") return this.direct;
    const pair = this.#byProxy.get(proxy) ?? this.#open(proxy);
    this.#byProxy.set(proxy, pair);
    return await pair;
  }

  /** Whether an agent is one of these. */
  has(agent: unknown): boolean {
    return this.#opened.some((pair) => pair.http === agent || pair.https === agent);
  }

  /** Destroys every connection, idle or not. */
  destroy(): void {
    for (const pair of this.#opened) {
      pair.http.destroy();
      pair.https.destroy();
    }
  }

  /** Loads the libraries on first use: most users have no proxy. */
  async #open(proxy: string): Promise<AgentPair> {
    const { proxyAgents } = await import("./proxy-agents.js");
    const pair = proxyAgents(proxy);
    this.#opened.push(pair);
    return pair;
  }
}
