import { randomBytes } from "node:crypto";
import { type Duplex, finished } from "node:stream";
import { deadline, pause } from "../clock.js";
import type { ConnectionLoss } from "../faults/wire.js";
import { adoptStream } from "../process/adopt-stream.js";
import { describeExit, type Exit } from "../process/exit.js";
import type { IntegrationSource, RunningIntegration } from "../process/integration.js";
import { startProcess } from "../process/start-process.js";
import type { ClientContext } from "./client-context.js";
import { Conversation } from "./conversation.js";

/**
 * How the client ends a session: it closes the connection, requests `shutdown` and waits for the response (graceful) or not
 * (terminate), or dies.
 */
export type EndMode = "close" | "graceful" | "terminate" | ConnectionLoss;

/** How a session has ended. */
export interface SessionEnd extends Exit {
  /** Whether the client had to kill the integration. */
  readonly killed: boolean;
}

/** How long to read what a process sent before it ended. */
const DRAIN_TIMEOUT_MS = 200;

/** One session with an integration, from its start to the end of its process. */
export class Session {
  readonly #interrupt = new AbortController();
  #conversation: Conversation | undefined;
  #isStarted = false;
  #wasKilled = false;
  #stream: Duplex | undefined;
  #ending: Promise<SessionEnd> | undefined;
  readonly #hasProcess: boolean;
  /** Resolves after the end of the process has been reported. */
  readonly #exitReported: Promise<void>;

  private constructor(
    private readonly integration: RunningIntegration,
    private readonly token: string,
    private readonly client: ClientContext,
  ) {
    this.#hasProcess = integration.pid !== undefined;
    this.#exitReported = integration.exited.then((exit) => this.#onExit(exit));
  }

  /** Starts the integration. The session then proceeds by itself. */
  static async start(source: IntegrationSource, client: ClientContext): Promise<Session> {
    const token = randomBytes(16).toString("hex");
    const integration =
      "command" in source
        ? await startProcess(source, token, client.recorder, client.clock)
        : await adoptStream(source, token);
    const session = new Session(integration, token, client);
    client.tasks.run(() => session.#run());
    return session;
  }

  /** The id of the process; undefined if there is none, or it has ended. */
  get pid(): number | undefined {
    return this.integration.pid;
  }

  /** Kills the process. Returns false if there is none, or it has ended already. */
  kill(): boolean {
    return this.#hasProcess && this.integration.kill();
  }

  /** Sends a message to the process, if it takes any. */
  send(message: object): void {
    this.integration.send(message);
  }

  /** Available from the end of the handshake until the session ends. */
  get conversation(): Conversation | undefined {
    return this.#isStarted && !this.#ending ? this.#conversation : undefined;
  }

  /** Ends the session. Resolves when nothing is left of it. */
  async end(reason: string, mode: EndMode = "close"): Promise<SessionEnd> {
    this.#ending ??= this.#end(reason, mode);
    // It cannot end by itself at a breakpoint.
    if (this.client.clock.isHeld) this.integration.kill();
    return await this.#ending;
  }

  async #run(): Promise<void> {
    const connection = await this.#connect();
    if (!connection || this.#ending) {
      await this.#exitReported;
      return;
    }
    this.#stream = this.client.wire.over(connection);
    this.#conversation = new Conversation(this.#stream, this.token, this.client, {
      closed: () => {
        this.client.tasks.run(() => this.#onClosed());
      },
      unresponsive: () => {
        this.client.tasks.run(() => this.#onUnresponsive());
      },
    });
    const handshake = await this.#conversation.begin();
    if (!handshake.ok) {
      this.client.connection.apply(handshake.event, handshake.reason);
      await this.#abandon(handshake.reason, "close");
      return;
    }
    this.#isStarted = true;
    this.client.connection.apply("started", "the handshake is complete");
    if (!this.client.handshakeOnly) await this.#conversation.firstRequests();
  }

  async #connect(): Promise<Duplex | undefined> {
    const { clock, timings, recorder, connection } = this.client;
    const { signal } = this.#interrupt;
    const connected = new AbortController();
    const limit = pause(clock, timings.connectLimit, AbortSignal.any([signal, connected.signal])).then(() => undefined);
    try {
      const stream = await Promise.race([this.integration.connection, limit]);
      if (stream || signal.aborted) return stream;
    } catch {
      // Either it ended before it connected, which #onExit reports, or the session was interrupted.
      return undefined;
    } finally {
      connected.abort();
      limit.catch(() => undefined);
    }
    const reason = `did not connect within ${timings.connectLimit / 1000} s`;
    recorder.problem({ kind: "not-connected", message: reason });
    connection.apply("unanswered", reason);
    await this.#abandon(reason, "close");
    return undefined;
  }

  /** Ends the session because of a failure of the integration. */
  async #abandon(reason: string, mode: EndMode): Promise<void> {
    const exit = await this.end(reason, mode);
    const message = `${reason}; the integration ${describeExit(exit, this.#isStarted)}${this.#lastOutput()}`;
    this.client.connection.apply("process gone", message);
  }

  /** The process has ended by itself. */
  async #onExit(exit: Exit): Promise<void> {
    if (this.#ending) return;
    this.#reportCrash(`the integration ${describeExit(exit, this.#isStarted)}${this.#lastOutput()}`, exit);
    await this.end("the integration has ended");
  }

  /** The integration has closed the connection. Its process is about to end, or will be killed. */
  async #onClosed(): Promise<void> {
    if (this.#ending) return;
    const exit = await this.end("the integration closed its connection");
    const process = this.#hasProcess ? ` and ${describeExit(exit, this.#isStarted)}` : "";
    this.#reportCrash(`the integration closed its connection${process}${this.#lastOutput()}`, exit);
  }

  async #onUnresponsive(): Promise<void> {
    if (this.#ending) return;
    const reason = `no response to a ping within ${this.client.timings.pingLimit / 1000} s`;
    this.client.connection.apply("unanswered", reason);
    await this.#abandon(reason, "terminate");
  }

  /** The last error output of an integration that never started, because nothing else explains the failure. */
  #lastOutput(): string {
    const lines = this.#isStarted ? [] : this.integration.lastErrorLines();
    return lines.length === 0 ? "" : `\nits last error output:\n${lines.join("\n")}`;
  }

  #reportCrash(reason: string, detail: Exit): void {
    this.client.recorder.problem({ kind: "crash", message: reason, detail });
    this.client.connection.apply("process gone", reason);
  }

  async #closeConnection(conversation: Conversation, mode: EndMode): Promise<void> {
    if (mode === "end of file" || mode === "reset") {
      this.client.wire.break(mode);
      return;
    }
    if (mode !== "close") {
      const problem = await conversation.requestShutdown(this.client.timings.shutdownLimit);
      if (problem !== undefined && mode === "graceful") {
        this.client.recorder.problem({ kind: "no-response", method: "shutdown", message: problem });
      }
    }
    conversation.close();
  }

  async #end(reason: string, mode: EndMode): Promise<SessionEnd> {
    const { clock, timings, recorder } = this.client;
    this.#interrupt.abort(new Error(reason));
    const conversation = this.#conversation;
    conversation?.end(reason);
    // An integration that connects after this point finds the connection closed again.
    if (!conversation) this.integration.connection.then(destroy, () => undefined);

    const closed = conversation && this.#closeConnection(conversation, mode);
    // Only a graceful end waits for the response; otherwise, the kill limit starts at once.
    if (mode === "graceful") await closed;

    const cancelKill = deadline(clock, timings.killLimit, () => {
      this.#wasKilled = true;
      this.integration.kill();
    });
    const exit = await this.integration.exited;
    cancelKill();
    if (this.#wasKilled && this.#hasProcess) {
      const message = `did not end within ${timings.killLimit / 1000} s and was killed`;
      recorder.problem({ kind: "killed", severity: "warning", message });
    }
    if (this.#stream) await drain(this.#stream);
    return { ...exit, killed: this.#wasKilled };
  }
}

function destroy(stream: Duplex): void {
  stream.destroy();
}

async function drain(stream: Duplex): Promise<void> {
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, DRAIN_TIMEOUT_MS);
    finished(stream, () => {
      clearTimeout(timer);
      resolve();
    });
  });
  stream.destroy();
}
