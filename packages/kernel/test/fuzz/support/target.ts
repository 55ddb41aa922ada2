import { AnythingPlugin } from "../../process/fixtures/anything.plugin.js";
import { Rig } from "../../support/rig.js";
import { expectedAnswers } from "./oracle.js";
import { differences, type Outgoing, readOutgoing } from "./outgoing.js";

/** The one secret that everybody knows of: it must never stand in the log. */
export const TOKEN = "the-token-of-the-client";

/** Stands in lines of the corpus that cannot be read, where nobody can recognise it. */
const UNKNOWN_SECRET = "an-unknown-secret";

/** As long as a log line may be, with what stands around its text. */
const MAX_LINE_OF_LOG = 257 * 1024;

/** An integration that is told anything. Throws when one of its promises to the client is broken. */
export class Target {
  readonly #rig = new Rig(AnythingPlugin, { token: TOKEN, logLevel: "warn" });
  #checks = 0;

  static async start(): Promise<Target> {
    const target = new Target();
    await target.#rig.handshake();
    target.#take();
    return target;
  }

  /** Sends bytes that end with a line feed, and checks all that comes of them. Answers how many lines they were. */
  async send(chunks: readonly Buffer[]): Promise<number> {
    for (const chunk of chunks) this.#rig.wire.deliverBytes(chunk);
    await this.#silence();
    const bytes = Buffer.concat(chunks);
    const lines = countLines(bytes);
    this.#checkLog(lines);
    report(differences(expectedAnswers(bytes), this.#take()));
    return lines;
  }

  /** It still does what it is there for. */
  async checkAlive(): Promise<void> {
    const id = `alive-${this.#checks++}`;
    // What another handshake has kept back.
    await this.#rig.clock.advance("50ms");
    this.#take();
    this.#rig.deliver(
      { jsonrpc: "2.0", id: `${id}-start`, method: "start_achievements_import", params: { game_ids: ["a", "b"] } },
      { jsonrpc: "2.0", id: `${id}-owned`, method: "import_owned_games" },
      { jsonrpc: "2.0", id: `${id}-ping`, method: "ping" },
    );
    await this.#rig.clock.advance("50ms");
    const said = this.#take().map((message) =>
      message.type === "answer" ? `${message.id} ${message.outcome}` : message.method,
    );
    const wanted = [
      `"${id}-ping" result`,
      `"${id}-owned" result`,
      `"${id}-start" result`,
      "game_achievements_import_success",
      "game_achievements_import_success",
      "achievements_import_finished",
    ];
    if ([...said].sort().join() !== [...wanted].sort().join())
      report([`asked whether it is alive, it said ${said.join(", ")}`]);
  }

  /** An import of many games goes on for as many turns of the event loop as the machine needs. */
  async #silence(): Promise<void> {
    const { lines } = this.#rig.wire;
    for (let said = -1; said !== lines.length; await this.#rig.settled()) said = lines.length;
  }

  /** What it has said since the last time. */
  #take(): Outgoing[] {
    this.#rig.wire.writes.length = 0;
    return this.#rig.wire.lines.splice(0).map(readOutgoing);
  }

  #checkLog(messages: number): void {
    const lines = this.#rig.log.lines.splice(0);
    if (lines.length > messages) report([`${messages} messages have led to ${lines.length} lines in the log`]);
    for (const line of lines) {
      if (line.length > MAX_LINE_OF_LOG) report([`a line of the log has ${line.length} characters`]);
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
