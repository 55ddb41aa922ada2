import { type Awaitable, Lifetime } from "@galaxy-kit/sdk";

/** The lifetime of a run that a test shuts down in two steps. */
export class FakeLifetime extends Lifetime {
  readonly #controller = new AbortController();
  readonly #onShutdown: (() => Awaitable<void>)[] = [];

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  onShutdown(close: () => Awaitable<void>): void {
    this.#onShutdown.unshift(close);
  }

  beginShutdown(): void {
    this.#controller.abort();
  }

  async end(): Promise<void> {
    this.beginShutdown();
    for (const close of this.#onShutdown.splice(0)) await close();
  }
}
