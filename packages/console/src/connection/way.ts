import type { ConnectionStatus, SimulatedClient } from "@galaxy-kit/simulator";
import type { ConnectionStep, WayRow } from "../contract/index.js";

/** The steps of the connection: finer than its states, which do not distinguish a handshake from a start, or an import from idling. */
export class Way {
  readonly #rows: WayRow[] = [];
  readonly #unsubscribe: readonly (() => void)[];
  #dropped = 0;

  /** @param kept - how many steps are kept; a few more stay for a while */
  constructor(
    private readonly client: SimulatedClient,
    private readonly kept: number,
  ) {
    this.#followState(client.status);
    this.#unsubscribe = [
      client.on("state", (status) => this.#followState(status)),
      client.on("message", ({ method, type }) => {
        if (method === "get_capabilities" && type === "request")
          this.#add("handshake", "the integration has connected");
      }),
      client.on("progress", ({ state }) => {
        if (state !== "running" || this.#rows.at(-1)?.step !== "importing") this.#followImports();
      }),
    ];
  }

  get first(): number {
    return this.#dropped + 1;
  }

  get last(): number {
    return this.#dropped + this.#rows.length;
  }

  at(number: number): WayRow | undefined {
    return this.#rows[number - this.first];
  }

  close(): void {
    for (const unsubscribe of this.#unsubscribe) unsubscribe();
  }

  #followState({ state, reason, since }: ConnectionStatus): void {
    if (state === "connecting") {
      this.#add(this.#isLoggingIn ? "login window" : "logging in", reason, since);
      return;
    }
    this.#add(state === "connected" ? "logged in" : state, reason, since);
    if (state === "connected") this.#followImports();
  }

  get #isLoggingIn(): boolean {
    return this.#rows.at(-1)?.step === "logging in";
  }

  #followImports(): void {
    if (this.client.status.state !== "connected") return;
    const running = Object.values(this.client.imports).some(({ state }) => state === "running");
    if (running) this.#add("importing", "imports are running");
    else if (this.#rows.at(-1)?.step === "importing") this.#add("ready", "every import has ended");
  }

  #add(step: ConnectionStep, reason: string, time = Date.now()): void {
    const latest = this.#rows.at(-1);
    if (latest?.step === step && (step === "importing" || latest.reason === reason)) return;
    this.#rows.push({ number: this.last + 1, time, step, reason });
    if (this.#rows.length < 2 * this.kept) return;
    this.#rows.splice(0, this.kept);
    this.#dropped += this.kept;
  }
}
