import type { ImportCall } from "@galaxy-kit/protocol";
import { Aborted, ImportInProgress, type Lifetime } from "@galaxy-kit/sdk";
import type { Call } from "../rpc/json-rpc.js";
import type { LineWriter } from "../rpc/line-writer.js";
import type { Notifier } from "../rpc/notifier.js";
import type { Handler } from "../wiring/handlers.js";
import { ImportMessages } from "./import-messages.js";
import { Pacer } from "./pacer.js";
import type { ImportStrategy } from "./strategies.js";

/** The methods of an integration for one kind of import. */
export interface ImportHandlers {
  readonly item: Handler;
  readonly prepare: Handler | undefined;
  readonly complete: Handler | undefined;
  readonly strategy: ImportStrategy;
}

/** Runs the imports of one kind, one at a time. */
export class Importer {
  #running = false;

  constructor(
    private readonly call: ImportCall<unknown>,
    private readonly handlers: ImportHandlers,
    private readonly notifier: Notifier,
    private readonly writer: LineWriter,
    private readonly lifetime: Lifetime,
  ) {}

  /** Returns the result of the request; the import itself begins after the response. */
  async start(ids: readonly string[], request: Call): Promise<null> {
    if (this.lifetime.signal.aborted) throw new Aborted();
    if (this.#running) throw new ImportInProgress();
    this.#running = true;
    try {
      const context = await this.handlers.prepare?.run([...ids]);
      request.afterResponse(() => void this.#run(ids, context));
      return null;
    } catch (error) {
      this.#running = false;
      this.handlers.prepare?.logFailure(error);
      throw error;
    }
  }

  async #run(ids: readonly string[], context: unknown): Promise<void> {
    const { item, complete, strategy } = this.handlers;
    const { signal } = this.lifetime;
    const messages = new ImportMessages(this.call, item, this.notifier);
    await strategy({ ids, context, handler: item, messages, pacer: new Pacer(this.writer), signal });
    if (!signal.aborted) messages.finished();
    // Before the last step: if that hangs, this kind of import can still run again.
    this.#running = false;
    if (!signal.aborted) await complete?.attempt();
  }
}
