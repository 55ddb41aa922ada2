import type { SimulatedClient } from "@galaxy-kit/simulator";
import type { FigureRow } from "../contract/index.js";
import { memoryOf } from "./memory-of.js";

const INTERVAL_MS = 2_000;

/** Measures the process of the integration, from its own figures and from outside, and how fast it responds to pings. */
export class FigureList {
  readonly #rows: FigureRow[] = [];
  readonly #unsubscribe: readonly (() => void)[];
  readonly #timer: NodeJS.Timeout;
  #dropped = 0;
  /** Whether the process that runs now reports its own figures. */
  #reports = false;

  /** @param kept - how many are kept; a few more stay for a while */
  constructor(
    private readonly client: SimulatedClient,
    private readonly kept: number,
  ) {
    this.#unsubscribe = [
      client.on("session", () => {
        this.#reports = false;
      }),
      client.on("process", (figures) => {
        this.#reports = true;
        this.#add(figures);
      }),
      client.on("message", ({ type, direction, method, duration }) => {
        if (type === "response" && direction === "received" && method === "ping" && duration !== undefined)
          this.#add({ ping: duration });
      }),
    ];
    this.#timer = setInterval(() => void this.#lookFromOutside(), INTERVAL_MS).unref();
  }

  get first(): number {
    return this.#dropped + 1;
  }

  get last(): number {
    return this.#dropped + this.#rows.length;
  }

  at(number: number): FigureRow | undefined {
    return this.#rows[number - this.first];
  }

  close(): void {
    clearInterval(this.#timer);
    for (const unsubscribe of this.#unsubscribe) unsubscribe();
  }

  /** Only an integration built with this framework reports its own figures. */
  async #lookFromOutside(): Promise<void> {
    const { pid } = this.client;
    if (this.#reports || pid === undefined) return;
    const memory = await memoryOf(pid);
    if (memory !== undefined) this.#add({ memory });
  }

  #add(figures: Omit<FigureRow, "number" | "time">): void {
    this.#rows.push({ number: this.last + 1, time: Date.now(), ...figures });
    if (this.#rows.length < 2 * this.kept) return;
    this.#rows.splice(0, this.kept);
    this.#dropped += this.kept;
  }
}
