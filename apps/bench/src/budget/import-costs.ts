/*
 * A program that runs one form of the import in this process and prints its costs as JSON. The environment selects the form.
 */
import { promiseHooks } from "node:v8";
import { BenchPlugin, gameIds } from "@galaxy-kit/bench-integration";
import {
  createLog,
  readDefinition,
  SecretRegistry,
  startPlugin,
  type Transport,
  type TransportEvents,
  type WireText,
} from "@galaxy-kit/kernel/internal";
import { Clock } from "@galaxy-kit/sdk";

/** The costs of importing 2,000 games with 20 achievements each. */
export interface ImportCosts {
  readonly bytesPerGame: number;
  readonly writes: number;
  readonly promisesPerGame: number;
}

const GAMES = 2000;

/** Time stands still: imports pause every few milliseconds, which would happen more often on a slow machine. */
performance.now = () => 0;

class StoppedClock extends Clock {
  override now(): number {
    return 0;
  }

  override monotonic(): number {
    return 0;
  }

  /** The end of the handshake comes at once, and no call ever takes too long. */
  override sleep(milliseconds: number): Promise<void> {
    return milliseconds < 1000 ? Promise.resolve() : new Promise(() => undefined);
  }
}

/** A client that accepts everything, and counts it. */
class CountingTransport implements Transport {
  readonly backlog = 0;
  bytes = 0;
  writes = 0;
  #events: TransportEvents | undefined;
  #finished = (): void => undefined;

  listen(events: TransportEvents): void {
    this.#events = events;
  }

  write(texts: readonly WireText[]): boolean {
    const text = texts.join("");
    this.writes++;
    this.bytes += Buffer.byteLength(text);
    if (text.includes('"achievements_import_finished"')) this.#finished();
    return true;
  }

  drained(): Promise<void> {
    return Promise.resolve();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  request(method: string, params: object): void {
    this.#events?.data(Buffer.from(`${JSON.stringify({ jsonrpc: "2.0", id: "1", method, params })}\n`));
  }

  async importAchievements(): Promise<void> {
    const finished = new Promise<void>((resolve) => (this.#finished = resolve));
    this.request("start_achievements_import", { game_ids: gameIds(GAMES) });
    await finished;
  }
}

const transport = new CountingTransport();
const secrets = new SecretRegistry();
const log = createLog({ level: "error", secrets, sink: (line) => process.stderr.write(line) });
startPlugin({
  definition: readDefinition(BenchPlugin),
  token: "a-token",
  transport,
  clock: new StoppedClock(),
  log,
  secrets,
});
transport.request("get_capabilities", {});
transport.request("initialize_cache", { data: {} });
// The first import also waits for the end of the handshake.
await transport.importAchievements();

const { bytes, writes } = transport;
let promises = 0;
const stop = promiseHooks.onInit(() => promises++) as () => void;
await transport.importAchievements();
stop();

const costs: ImportCosts = {
  bytesPerGame: (transport.bytes - bytes) / GAMES,
  writes: transport.writes - writes,
  promisesPerGame: promises / GAMES,
};
process.stdout.write(JSON.stringify(costs));
