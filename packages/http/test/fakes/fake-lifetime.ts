import { type Awaitable, Lifetime } from "@galaxy-kit/sdk";

/** A run that a test begins to close, and ends. */
export class FakeLifetime extends Lifetime {
  readonly #controller = new AbortController();
  readonly #onShutdown: (() => Awaitable<void>)[] = [];

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  onShutdown(close: () => Awaitable<void>): void {
    this.#onShutdown.unshift(close);
  }

  beginToClose(): void {
    this.#controller.abort();
  }

  async end(): Promise<void> {
    this.beginToClose();
    for (const close of this.#onShutdown.splice(0)) await close();
  }
}
