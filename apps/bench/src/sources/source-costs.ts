/*
 * A program that runs a source of owned games in this process and prints its costs as JSON. Needs --expose-gc.
 */
import { readFileSync } from "node:fs";
import { setImmediate } from "node:timers/promises";
import {
  createLog,
  loadParts,
  readDefinition,
  SecretRegistry,
  startPlugin,
  type Transport,
  type TransportEvents,
  type WireText,
} from "@galaxy-kit/kernel/internal";
import {
  Authenticate,
  Clock,
  GalaxyPlugin,
  type Game,
  LicenseType,
  OwnedGames,
  Platform,
  type Source,
  sourceOf,
} from "@galaxy-kit/sdk";

/** The costs of a source of owned games. */
export interface SourceCosts {
  readonly games: number;
  /** How long the import of all games occupies the main thread, as processor time. */
  readonly importMs: number;
  /** The same for a refresh without a change. */
  readonly refreshMs: number;
  /** The longest time in a refresh without a turn of the event loop. */
  readonly maxSliceMs: number;
  /** How much the heap has grown after some refreshes. */
  readonly heapMB: number;
  /** How much the process has grown at its peak, garbage included. */
  readonly peakMB: number;
  /** The size of what is stored for the next start. */
  readonly storedKB: number;
  /** The same for the next start, from the handshake to the response with all games. */
  readonly restartMs: number;
}

const GAMES = Number(process.argv[2] ?? 50_000);
const REFRESHES = 9;

const games: Game[] = Array.from({ length: GAMES }, (_, index) => ({
  gameId: `${100_000 + index * 7}`,
  gameTitle: `A game with a title of usual length, part ${index}`,
  licenseInfo: { licenseType: LicenseType.SinglePurchase },
}));

@GalaxyPlugin({ platform: Platform.Test })
class Shop {
  @Authenticate()
  login() {
    return { userId: "1", userName: "Ada" };
  }

  @OwnedGames({ refresh: "10m" })
  owned(): Game[] {
    return games;
  }
}

/** Advances when the program says so. Short waits end at once, long ones never. */
class ManualClock extends Clock {
  time = 1_800_000_000_000;

  override now(): number {
    return this.time;
  }

  override monotonic(): number {
    return this.time;
  }

  override sleep(milliseconds: number): Promise<void> {
    return milliseconds < 10_000 ? Promise.resolve() : new Promise(() => undefined);
  }
}

/** A client that accepts everything. */
class EndlessTransport implements Transport {
  readonly backlog = 0;
  /** The message with what is stored. */
  stored: string | undefined;
  #events: TransportEvents | undefined;
  #waiting: { readonly text: string; readonly resolve: () => void } | undefined;

  listen(events: TransportEvents): void {
    this.#events = events;
  }

  write(texts: readonly WireText[]): boolean {
    const text = texts.join("");
    if (text.includes('"push_cache"')) this.stored = text;
    if (this.#waiting && text.includes(this.#waiting.text)) this.#waiting.resolve();
    return true;
  }

  drained(): Promise<void> {
    return Promise.resolve();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  request(method: string, params: object = {}): Promise<void> {
    const responded = new Promise<void>((resolve) => (this.#waiting = { text: `"id":"${method}"`, resolve }));
    this.#events?.data(Buffer.from(`${JSON.stringify({ jsonrpc: "2.0", id: method, method, params })}\n`));
    return responded;
  }
}

const clock = new ManualClock();

/** Starts the integration, up to the login. */
async function start(transport: EndlessTransport, cache: object): Promise<Source<Game>> {
  const secrets = new SecretRegistry();
  const definition = readDefinition(Shop);
  const running = startPlugin({
    definition,
    parts: await loadParts(definition.methods),
    token: "a-token",
    transport,
    clock,
    secrets,
    log: createLog({ level: "error", secrets, sink: (line) => process.stderr.write(line) }),
  });
  await transport.request("get_capabilities");
  await transport.request("initialize_cache", { data: cache });
  await transport.request("init_authentication");
  return running.resolve(sourceOf("ownedGames"));
}

const transport = new EndlessTransport();
const source = await start(transport, {});

const heapBefore = heapMB();
const peakBefore = peakMB();
const importMs = await busy(() => transport.request("import_owned_games"));
const refreshes: number[] = [];
for (let round = 0; round < REFRESHES; round++) refreshes.push(await busy(refresh));
const slices: number[] = [];
for (let round = 0; round < REFRESHES; round++) slices.push(await longestSlice(refresh));
while (transport.stored === undefined) await setImmediate();
const heapAfter = heapMB();
const { stored } = transport;
const { params } = JSON.parse(stored) as { readonly params: { readonly data: object } };
const restartMs = await busy(async () => {
  const restarted = new EndlessTransport();
  await start(restarted, params.data);
  await restarted.request("import_owned_games");
});
const costs: SourceCosts = {
  games: source.state.count,
  importMs: round(importMs),
  refreshMs: round(median(refreshes)),
  maxSliceMs: round(median(slices)),
  heapMB: round(heapAfter - heapBefore),
  peakMB: round(peakMB() - peakBefore),
  storedKB: Math.round(Buffer.byteLength(stored) / 1000),
  restartMs: round(restartMs),
};
process.stdout.write(JSON.stringify(costs));

function refresh(): Promise<void> {
  clock.time += 600_000;
  return source.refresh();
}

/** Returns the processor time of this thread in milliseconds, whatever other programs do; elsewhere, the time. */
function threadMs(): number {
  if (process.platform !== "linux") return performance.now();
  return Number(readFileSync(`/proc/self/task/${process.pid}/schedstat`, "utf8").split(" ")[0]) / 1e6;
}

async function busy(work: () => Promise<void>): Promise<number> {
  const before = threadMs();
  await work();
  return threadMs() - before;
}

async function longestSlice(work: () => Promise<void>): Promise<number> {
  const done = new AbortController();
  let longest = 0;
  const ticking = (async () => {
    for (let last = threadMs(); !done.signal.aborted; last = threadMs()) {
      await setImmediate();
      longest = Math.max(longest, threadMs() - last);
    }
  })();
  await work();
  done.abort();
  await ticking;
  return longest;
}

function heapMB(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 1e6;
}

function peakMB(): number {
  return process.resourceUsage().maxRSS / 1000;
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? NaN;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
