import { ActionRefusedError } from "../action-refused.js";
import type { ClientContext } from "../conversation/client-context.js";
import type { Conversation } from "../conversation/conversation.js";
import { type Farewell, Session, type SessionEnd } from "../conversation/session.js";
import type { IntegrationSource } from "../process/integration.js";
import type { StateSaver } from "../storage/state-saver.js";
import type { RestartOptions } from "./client-options.js";

const CLOSED = "the client is closed";

/** One session of an integration after the other, and never two at once. */
export class Sessions {
  #session: Session | undefined;
  #starting: Promise<Session> | undefined;
  /** Why it is to be started once more, as long as that has not begun. */
  #wanted: string | undefined;
  #restarting: Promise<void> | undefined;
  #closed: Promise<SessionEnd> | undefined;

  constructor(
    private source: IntegrationSource,
    private readonly client: ClientContext,
    private readonly stateSaver: StateSaver,
  ) {}

  get pid(): number | undefined {
    return this.#session?.pid;
  }

  /** With the latest session, as long as there is somebody to talk to. */
  get conversation(): Conversation | undefined {
    return this.#session?.conversation;
  }

  refuseWhenClosed(): void {
    if (this.#closed) throw new ActionRefusedError(CLOSED);
  }

  async restart({ reason = "started again", source = this.source }: RestartOptions): Promise<void> {
    this.refuseWhenClosed();
    if (this.#session && "stream" in source && typeof source.stream !== "function" && source === this.source) {
      throw new ActionRefusedError(
        "the stream of the integration has ended; give a function as `stream` to start it again",
      );
    }
    this.source = source;
    this.#wanted = reason;
    this.#restarting ??= this.#restart();
    const restarted = this.#restarting;
    this.client.connection.apply("restart", reason);
    this.client.tasks.run(() => restarted.catch(() => undefined));
    await restarted;
  }

  async disconnect(reason: string): Promise<void> {
    // One that is just being started would stay otherwise.
    await this.#restarting?.catch(() => undefined);
    this.client.connection.apply("disconnect", reason);
    await this.#session?.end(reason);
  }

  /** Ends the latest one, and begins no other. */
  async close(farewell: Farewell): Promise<SessionEnd> {
    this.#closed ??= this.#close(farewell);
    return await this.#closed;
  }

  async #restart(): Promise<void> {
    const { connection, board } = this.client;
    try {
      while (this.#wanted !== undefined) {
        if (this.#session) {
          await this.#session.end(this.#wanted);
          // What the old session went through at its end is not the new one's.
          connection.apply("restart", this.#wanted);
        }
        this.refuseWhenClosed();
        this.#wanted = undefined;
        board.clear();
        await this.#begin().catch((error: unknown) => {
          if (this.#wanted === undefined) throw error;
        });
      }
    } finally {
      // Not a moment later: whoever wants a restart by then would be told that there is one.
      this.#restarting = undefined;
    }
  }

  async #begin(): Promise<void> {
    this.client.platform = this.source.platform;
    this.#starting = this.stateSaver.open().then(() => Session.start(this.source, this.client));
    try {
      this.#session = await this.#starting;
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      this.client.connection.apply("process gone", `the integration could not be started: ${why}`);
      throw error;
    }
  }

  async #close(farewell: Farewell): Promise<SessionEnd> {
    // One that is just being started is not in the client's hands yet.
    const session = await this.#starting?.catch(() => undefined);
    const end = session?.end(CLOSED, farewell);
    this.client.connection.apply("close", CLOSED);
    await end;
    await this.stateSaver.close();
    return (await end) ?? { code: null, signal: null, killed: false };
  }
}
