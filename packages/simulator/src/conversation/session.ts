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
 * How an integration is told to go: by the end of file alone, after an answer to `shutdown`, or while that is open; or not at
 * all, as the client dies.
 */
export type Farewell = "hang up" | "polite" | "stop" | ConnectionLoss;

/** How a session has ended. */
export interface SessionEnd extends Exit {
  /** It did not go by itself. */
  readonly killed: boolean;
}

/** What a dead process has sent is read for no longer than this. */
const READ_ON = 200;

/** One life of an integration: from its start to the end of its process. */
export class Session {
  readonly #interrupt = new AbortController();
  #conversation: Conversation | undefined;
  #isStarted = false;
  #wasKilled = false;
  #stream: Duplex | undefined;
  #ending: Promise<SessionEnd> | undefined;
  /** Its process has gone, and that was told. */
  readonly #gone: Promise<void>;

  private constructor(
    private readonly integration: RunningIntegration,
    private readonly token: string,
    private readonly client: ClientContext,
  ) {
    this.#gone = integration.exited.then((exit) => this.#onExit(exit));
  }

  /** Starts the integration; what follows goes on by itself. */
  static async start(source: IntegrationSource, client: ClientContext): Promise<Session> {
    const token = randomBytes(16).toString("hex");
    const integration =
      "command" in source ? await startProcess(source, token, client.recorder) : await adoptStream(source, token);
    const session = new Session(integration, token, client);
    client.tasks.run(() => session.#live());
    return session;
  }

  get pid(): number | undefined {
    return this.integration.pid;
  }

  /** From the end of the handshake until the connection is given up. */
  get conversation(): Conversation | undefined {
    return this.#isStarted && !this.#ending ? this.#conversation : undefined;
  }

  /** Ends the session; answers when there is nothing left of it. */
  async end(reason: string, farewell: Farewell = "hang up"): Promise<SessionEnd> {
    this.#ending ??= this.#bringDown(reason, farewell);
    return await this.#ending;
  }

  async #live(): Promise<void> {
    const connection = await this.#connect();
    if (!connection || this.#ending) {
      await this.#gone;
      return;
    }
    this.#stream = this.client.wire.over(connection);
    this.#conversation = new Conversation(this.#stream, this.token, this.client, {
      closed: () => {
        this.client.tasks.run(() => this.#onHangUp());
      },
      silent: () => {
        this.client.tasks.run(() => this.#onSilence());
      },
    });
    const introduction = await this.#conversation.begin();
    if (!introduction.ok) {
      this.client.connection.apply(introduction.event, introduction.reason);
      await this.#giveUp(introduction.reason, "hang up");
      return;
    }
    this.#isStarted = true;
    this.client.connection.apply("started", "the handshake is done");
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
      // Ended before it had connected, which its exit tells; or interrupted.
      return undefined;
    } finally {
      connected.abort();
      limit.catch(() => undefined);
    }
    const reason = `did not connect within ${timings.connectLimit / 1000} s`;
    recorder.problem({ kind: "not-connected", message: reason });
    connection.apply("unanswered", reason);
    await this.#giveUp(reason, "hang up");
    return undefined;
  }

  /** The client has had enough. */
  async #giveUp(reason: string, farewell: Farewell): Promise<void> {
    const exit = await this.end(reason, farewell);
    const message = `${reason}; the integration ${describeExit(exit)}${this.#lastWords()}`;
    this.client.connection.apply("process gone", message);
  }

  /** The process has gone by itself. */
  async #onExit(exit: Exit): Promise<void> {
    if (this.#ending) return;
    this.#crashed(`the integration ${describeExit(exit)}${this.#lastWords()}`, exit);
    await this.end("the integration is gone");
  }

  /** The connection was closed at the other side; the process is about to follow, or will be made to. */
  async #onHangUp(): Promise<void> {
    if (this.#ending) return;
    const exit = await this.end("the integration has closed its connection");
    const process = this.pid === undefined ? "" : ` and ${describeExit(exit)}`;
    this.#crashed(`the integration has closed its connection${process}${this.#lastWords()}`, exit);
  }

  async #onSilence(): Promise<void> {
    if (this.#ending) return;
    const reason = `a ping was not answered within ${this.client.timings.pingLimit / 1000} s`;
    this.client.connection.apply("unanswered", reason);
    await this.#giveUp(reason, "stop");
  }

  /** Told of one that has not even started: nothing else says why. The line before has to do without them. */
  #lastWords(): string {
    const lines = this.#isStarted ? [] : this.integration.lastWords();
    return lines.length === 0 ? "" : `\nthe last that it wrote:\n${lines.join("\n")}`;
  }

  #crashed(reason: string, detail: Exit): void {
    this.client.recorder.problem({ kind: "crash", message: reason, detail });
    this.client.connection.apply("process gone", reason);
  }

  async #sayFarewell(conversation: Conversation, farewell: Farewell): Promise<void> {
    if (farewell === "end of file" || farewell === "reset") {
      this.client.wire.break(farewell);
      return;
    }
    if (farewell !== "hang up") {
      const problem = await conversation.askToShutDown(this.client.timings.shutdownLimit);
      if (problem !== undefined && farewell === "polite") {
        this.client.recorder.problem({ kind: "no-response", method: "shutdown", message: problem });
      }
    }
    conversation.hangUp();
  }

  async #bringDown(reason: string, farewell: Farewell): Promise<SessionEnd> {
    const { clock, timings, recorder } = this.client;
    this.#interrupt.abort(new Error(reason));
    const conversation = this.#conversation;
    conversation?.end(reason);
    // One that connects only now finds the connection closed again.
    if (!conversation) this.integration.connection.then(destroy, () => undefined);

    const hungUp = conversation && this.#sayFarewell(conversation, farewell);
    // One that is told to stop has the time until the kill, and no more.
    if (farewell === "polite") await hungUp;

    const relax = deadline(clock, timings.killLimit, () => {
      this.#wasKilled = true;
      this.integration.kill();
    });
    const exit = await this.integration.exited;
    relax();
    if (this.#wasKilled && this.pid !== undefined) {
      const message = `did not end within ${timings.killLimit / 1000} s and was killed`;
      recorder.problem({ kind: "killed", severity: "warning", message });
    }
    if (this.#stream) await readToEnd(this.#stream);
    return { ...exit, killed: this.#wasKilled };
  }
}

function destroy(stream: Duplex): void {
  stream.destroy();
}

async function readToEnd(stream: Duplex): Promise<void> {
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, READ_ON);
    finished(stream, () => {
      clearTimeout(timer);
      resolve();
    });
  });
  stream.destroy();
}
