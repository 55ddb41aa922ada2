import { ActionRefusedError } from "../action-refused.js";
import type { ClientContext } from "../conversation/client-context.js";
import type { Conversation } from "../conversation/conversation.js";
import { type EndMode, Session, type SessionEnd } from "../conversation/session.js";
import type { IntegrationSource } from "../process/integration.js";
import type { StateSaver } from "../storage/state-saver.js";
import type { RestartOptions } from "./client-options.js";
import { describeState } from "./describe-situation.js";

const CLOSED = "the client is closed";

/** The variable that sets the log level of an integration built with this framework. */
const LOG_LEVEL = "GALAXY_KIT_LOG_LEVEL";

/** Runs the sessions of an integration one after another. */
export class Sessions {
  #session: Session | undefined;
  #starting: Promise<Session> | undefined;
  /** The reason for a restart that was requested but has not begun. */
  #pendingRestart: string | undefined;
  #restarting: Promise<void> | undefined;
  #closed: Promise<SessionEnd> | undefined;
  #debugLines: boolean | undefined;
  /** The warnings about the integration that have been reported. */
  readonly #reported = new Set<string>();

  constructor(
    private source: IntegrationSource,
    private readonly client: ClientContext,
    private readonly stateSaver: StateSaver,
  ) {}

  get pid(): number | undefined {
    return this.#session?.pid;
  }

  /** Kills the process of the current session. Returns false if there is none. */
  kill(): boolean {
    return this.#session?.kill() === true;
  }

  /** The conversation of the current session; undefined if there is none. */
  get conversation(): Conversation | undefined {
    return this.#session?.conversation;
  }

  /** Whether the integration writes debug lines on request; undefined if its log level cannot be changed. */
  get debugLines(): boolean | undefined {
    if (!("command" in this.source) || !this.source.takesMessages) return undefined;
    return this.#debugLines ?? this.source.env?.[LOG_LEVEL] === "debug";
  }

  /** Makes the integration write debug lines or not, now and after each start. */
  setDebugLines(on: boolean): void {
    if (this.debugLines === undefined)
      throw new ActionRefusedError("the log level of this integration cannot be changed: only that of a project can");
    this.#debugLines = on;
    this.#session?.send({ galaxy_kit_log_level: on ? "debug" : null });
  }

  refuseWhenClosed(): void {
    if (this.#closed) throw new ActionRefusedError(CLOSED);
  }

  async restart({ reason = "restart requested", source = this.source }: RestartOptions): Promise<void> {
    this.refuseWhenClosed();
    if (this.#session && "stream" in source && typeof source.stream !== "function" && source === this.source) {
      throw new ActionRefusedError(
        "the stream of the integration has ended; pass a function as `stream` to allow restarts",
      );
    }
    this.source = source;
    this.#pendingRestart = reason;
    this.#restarting ??= this.#restart();
    const restarted = this.#restarting;
    this.client.connection.apply("restart", reason);
    this.client.tasks.run(() => restarted.catch(() => undefined));
    await restarted;
  }

  /** Logs in again, or starts an integration that has ended. */
  async retry(): Promise<void> {
    const { connection, tasks } = this.client;
    const { conversation } = this;
    if (conversation && connection.allows("retry login")) {
      connection.apply("retry login", "retry requested");
      tasks.run(() => conversation.logIn());
      return;
    }
    if (!connection.allows("retry start"))
      throw new ActionRefusedError(`nothing to retry: ${describeState(this.client)}`);
    await this.restart({ reason: "retry requested" });
  }

  async disconnect(reason: string): Promise<void> {
    // Otherwise, an integration that is just being started would keep running.
    await this.#restarting?.catch(() => undefined);
    this.client.connection.apply("disconnect", reason);
    await this.#session?.end(reason);
  }

  /** Ends the current session for good. */
  async close(mode: EndMode): Promise<SessionEnd> {
    this.#closed ??= this.#close(mode);
    return await this.#closed;
  }

  async #restart(): Promise<void> {
    const { connection, board } = this.client;
    try {
      while (this.#pendingRestart !== undefined) {
        if (this.#session) {
          await this.#session.end(this.#pendingRestart);
          // The state may have changed while the old session ended.
          connection.apply("restart", this.#pendingRestart);
        }
        this.refuseWhenClosed();
        const reason = this.#pendingRestart;
        this.#pendingRestart = undefined;
        board.clear();
        await this.#begin(reason).catch((error: unknown) => {
          if (this.#pendingRestart === undefined) throw error;
        });
      }
    } finally {
      // At once: a restart requested after this point must not count as part of this one.
      this.#restarting = undefined;
    }
  }

  async #begin(reason: string): Promise<void> {
    this.client.platform = this.source.platform;
    this.client.timings = this.client.drawTimings();
    this.client.recorder.startSession(reason);
    this.#reportWarnings();
    this.#starting = this.stateSaver.open().then(() => Session.start(this.#leveled(), this.client));
    try {
      this.#session = await this.#starting;
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      this.client.connection.apply("process gone", `the integration could not be started: ${why}`);
      throw error;
    }
  }

  /** The source with the log level that was chosen. */
  #leveled(): IntegrationSource {
    const { source } = this;
    if (this.#debugLines === undefined || !("command" in source)) return source;
    return { ...source, env: { ...source.env, [LOG_LEVEL]: this.#debugLines ? "debug" : "" } };
  }

  #reportWarnings(): void {
    for (const message of this.source.warnings ?? []) {
      if (this.#reported.has(message)) continue;
      this.#reported.add(message);
      this.client.recorder.problem({ kind: "manifest", severity: "warning", message });
    }
  }

  async #close(mode: EndMode): Promise<SessionEnd> {
    // A session that is just being started has to be awaited before it can be ended.
    const session = await this.#starting?.catch(() => undefined);
    const end = session?.end(CLOSED, mode);
    this.client.connection.apply("close", CLOSED);
    await end;
    await this.stateSaver.close();
    return (await end) ?? { code: null, signal: null, killed: false };
  }
}
