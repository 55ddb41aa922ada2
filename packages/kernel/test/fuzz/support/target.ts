import { AnythingPlugin } from "../../process/fixtures/anything.plugin.js";
import { Rig } from "../../support/rig.js";
import { expectedResponses } from "./oracle.js";
import { differences, type Outgoing, readOutgoing } from "./outgoing.js";

/** A secret known to the kernel: it must never appear in the log. */
export const TOKEN = "the-token-of-the-client";

/** A secret in unreadable lines of the corpus, where it cannot be recognized. */
const UNKNOWN_SECRET = "an-unknown-secret";

/** The maximum length of a log line, including the JSON around its text. */
const MAX_LOG_LINE_LENGTH = 257 * 1024;

/** An integration for arbitrary input. Throws if it violates one of its guarantees to the client. */
export class Target {
  readonly #rig = new Rig(AnythingPlugin, { token: TOKEN, logLevel: "warn" });
  #checks = 0;

  static async start(): Promise<Target> {
    const target = new Target();
    await target.#rig.handshake();
    target.#take();
    return target;
  }

  /** Sends bytes that end with a line feed, checks all effects, and returns the number of lines. */
  async send(chunks: readonly Buffer[]): Promise<number> {
    for (const chunk of chunks) this.#rig.wire.deliverBytes(chunk);
    await this.#silence();
    const bytes = Buffer.concat(chunks);
    const lines = countLines(bytes);
    this.#checkLog(lines);
    report(differences(expectedResponses(bytes), this.#take()));
    return lines;
  }

  /** Checks that the integration still works. */
  async checkAlive(): Promise<void> {
    const id = `alive-${this.#checks++}`;
    // For notifications held back after another handshake.
    await this.#rig.clock.advance("50ms");
    this.#take();
    this.#rig.deliver(
      { jsonrpc: "2.0", id: `${id}-start`, method: "start_achievements_import", params: { game_ids: ["a", "b"] } },
      { jsonrpc: "2.0", id: `${id}-owned`, method: "import_owned_games" },
      { jsonrpc: "2.0", id: `${id}-ping`, method: "ping" },
    );
    await this.#rig.clock.advance("50ms");
    const received = this.#take().map((message) =>
      message.type === "response" ? `${message.id} ${message.outcome}` : message.method,
    );
    const wanted = [
      `"${id}-ping" result`,
      `"${id}-owned" result`,
      `"${id}-start" result`,
      "game_achievements_import_success",
      "game_achievements_import_success",
      "achievements_import_finished",
    ];
    if ([...received].sort().join() !== [...wanted].sort().join())
      report([`unexpected messages in the liveness check: ${received.join(", ")}`]);
  }

  /** Waits until no more messages arrive: an import of many games takes an unknown number of event-loop turns. */
  async #silence(): Promise<void> {
    const { lines } = this.#rig.wire;
    for (let count = -1; count !== lines.length; await this.#rig.settled()) count = lines.length;
  }

  /** Returns the messages since the last call. */
  #take(): Outgoing[] {
    this.#rig.wire.writes.length = 0;
    return this.#rig.wire.lines.splice(0).map(readOutgoing);
  }

  #checkLog(messages: number): void {
    const lines = this.#rig.log.lines.splice(0);
    if (lines.length > messages) report([`${messages} messages caused ${lines.length} log lines`]);
    for (const line of lines) {
      if (line.length > MAX_LOG_LINE_LENGTH) report([`a log line has ${line.length} characters`]);
      for (const secret of [TOKEN, UNKNOWN_SECRET])
        if (line.includes(secret)) report([`a secret is in the log: ${line.slice(0, 500)}`]);
    }
  }
}

function countLines(bytes: Buffer): number {
  let lines = 0;
  for (let at = bytes.indexOf(0x0a); at !== -1; at = bytes.indexOf(0x0a, at + 1)) lines++;
  return lines;
}

function report(problems: readonly string[]): void {
  if (problems.length > 0) throw new Error(problems.slice(0, 10).join("\n"));
}
