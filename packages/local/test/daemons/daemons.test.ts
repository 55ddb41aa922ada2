import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  AccessDenied,
  BackendNotAvailable,
  GalaxyPlugin,
  LaunchGame,
  type LaunchSpec,
  LocalGameState,
  Logger,
  NoLogin,
  Platform,
  Secrets,
  Service,
  UnknownBackendResponse,
} from "@galaxy-kit/sdk";
import { eventually, isRunning, kill } from "@galaxy-kit/test-support";
import { startTestPlugin, type TestGalaxy } from "@galaxy-kit/testing";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import type { JsonRpcHandlers } from "../../src/index.js";
import {
  type Daemon,
  type DaemonOptions,
  Daemons,
  type DaemonUse,
  JsonRpcDaemon,
  type JsonRpcDaemonOptions,
  JsonRpcError,
  JsonRpcPeer,
} from "../../src/index.js";

const SHOPD = fileURLToPath(new URL("shopd.mjs", import.meta.url));

let folder: string;
let log: string;
let galaxy: TestGalaxy;
let shop: Shop;
let trouble: string;
/** What the client says in place of the secret. */
let password: string | undefined;
let options: Partial<DaemonOptions<{ port: number }>>;
/** What is different about the daemon that speaks JSON-RPC. */
let described: Partial<JsonRpcDaemonOptions>;

@Service()
class Shop {
  readonly daemon: Daemon<{ port: number }>;
  readonly rpc: JsonRpcDaemon;

  constructor(daemons: Daemons, secrets: Secrets) {
    this.daemon = daemons.supervise({
      name: "shopd",
      command: () => ({ file: process.execPath, args: [SHOPD, log], env: { SHOPD: trouble } }),
      ready: (line) => {
        const { ready } = line.startsWith("{") ? (JSON.parse(line) as { ready: { port: number; token: string } }) : {};
        secrets.add(ready?.token);
        return ready;
      },
      ...options,
    });
    this.rpc = new JsonRpcDaemon(daemons, {
      name: "shopd",
      command: () => ({ file: process.execPath, args: [SHOPD, log], env: { SHOPD: trouble } }),
      ready: { port: "ready.port", secret: "ready.token" },
      greet: (peer, { secret }, signal) => peer.call("login", { token: password ?? secret }, signal),
      errors: { 404: () => new AccessDenied("not yours"), 500: () => undefined },
      handlers: { license: { accept: false } },
      instead: { items: ({ from }: { from: number }) => Promise.resolve([from, from + 1]) },
      pages: { items: "items", next: { from: "next" }, again: { fresh: "old" } },
      session: { started: "Running", stopped: "Exited", startWithin: "1m" },
      ...described,
    });
  }

  @LaunchGame()
  launch(gameId: string): LaunchSpec {
    return this.rpc.session("launch", { gameId }, { otherwise: () => Promise.reject(new Error("another way")) });
  }

  call<T>(method: string, params = {}, handlers: JsonRpcHandlers = {}, use: DaemonUse<T> = {}): Promise<T> {
    return this.daemon.use(async ({ port }, signal) => {
      const peer = await JsonRpcPeer.connect({ port }, handlers);
      try {
        return await peer.call<T>(method, params, signal);
      } finally {
        peer.close();
      }
    }, use);
  }
}

class Bare extends JsonRpcDaemon {
  constructor(daemons: Daemons, { ready }: Pick<JsonRpcDaemonOptions, "ready">) {
    super(daemons, { command: () => ({ file: process.execPath }), ready });
  }
}

interface ShopPage {
  readonly items: readonly number[];
  readonly next?: number;
  readonly old: boolean;
}

@GalaxyPlugin({ platform: Platform.Test, services: [Shop] })
@NoLogin()
class ShopPlugin {}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "galaxy-kit-daemons-"));
  log = join(folder, "log");
  trouble = "";
  password = undefined;
  options = {};
  described = {};
});

afterEach(async () => {
  await galaxy.close();
  rmSync(folder, { recursive: true });
});

async function start(): Promise<void> {
  galaxy = await startTestPlugin(ShopPlugin);
  shop = galaxy.get(Shop);
}

/** Its pids, one for each start. */
function pids(): number[] {
  // On a busy machine, it may not have begun.
  return [...(existsSync(log) ? readFileSync(log, "utf8") : "").matchAll(/^start (\d+)$/gm)].map(([, pid]) =>
    Number(pid),
  );
}

/** Resolves when the daemon has said that its game runs: what it says next is in the log. */
async function runs(): Promise<void> {
  await eventually("the game runs", () => galaxy.log.text.includes("Loaded:") || undefined);
}

async function ends(pid: number): Promise<void> {
  await eventually("the daemon ends", () => (isRunning(pid) ? undefined : true));
}

describe("a daemon", () => {
  it("is started once for all who need it, and ends with the integration", async () => {
    await start();
    expect(shop.daemon.state).toMatchObject({ kind: "stopped", users: 0 });
    const calls = [1, 2, 3].map((a) => shop.call("add", { a, b: 1 }));
    expect(shop.daemon.state).toMatchObject({ kind: "starting", users: 3 });
    expect(await Promise.all(calls)).toEqual([2, 3, 4]);
    expect(shop.daemon.state).toMatchObject({ kind: "running", users: 0, failures: 0 });
    const [pid, ...more] = pids();
    expect(more).toEqual([]);
    await galaxy.close();
    await ends(pid!);
  });

  it("ends when nothing has used it for a while, and is started when it is needed again", async () => {
    await start();
    await shop.call("add", { a: 1, b: 1 });
    await galaxy.clock.advance("90s");
    await shop.call("add", { a: 1, b: 1 });
    await galaxy.clock.advance("90s");
    expect(pids()).toHaveLength(1);
    await galaxy.clock.advance("30s");
    await ends(pids()[0]!);
    expect(await shop.call("add", { a: 1, b: 1 })).toBe(2);
    expect(pids()).toHaveLength(2);
    expect(galaxy.log.text).not.toContain("by itself");
  });

  it("stays for as long as anything uses it", async () => {
    await start();
    await shop.call("add", { a: 1, b: 1 });
    const stop = new AbortController();
    const hanging = expect(shop.call("hang", {}, {}, { signal: stop.signal })).rejects.toThrow("enough");
    await shop.call("add", { a: 1, b: 1 });
    await galaxy.clock.advance("5m");
    await shop.call("add", { a: 1, b: 1 });
    expect(pids()).toHaveLength(1);
    stop.abort(new Error("enough"));
    await hanging;
  });

  it("is not started before the one that is about to end, and may have files locked, has ended", async () => {
    let pid = 0;
    const runsStill: boolean[] = [];
    trouble = "stubborn";
    options = {
      stopWithin: "100ms",
      command: () => {
        if (pid > 0) runsStill.push(isRunning(pid));
        return { file: process.execPath, args: [SHOPD, log], env: { SHOPD: trouble } };
      },
    };
    await start();
    pid = await shop.call<number>("pid");
    const stopped = shop.daemon.stop();
    expect(await shop.call("add", { a: 1, b: 1 })).toBe(2);
    expect(runsStill).toEqual([false]);
    await stopped;
  });

  it("is asked to end in its own way, then in that of the system", async () => {
    options = {
      stopWithin: "100ms",
      stop: ({ port }) => JsonRpcPeer.connect({ port }).then((peer) => peer.notify("note", { text: "bye" })),
    };
    trouble = "stubborn";
    await start();
    const pid = await shop.call<number>("pid");
    await shop.daemon.stop();
    expect(isRunning(pid)).toBe(false);
    expect(readFileSync(log, "utf8")).toBe(`start ${pid}\nnote bye\nSIGTERM\n`);
  });

  it("that ends during a call is started again after a second, and the call is made once more", async () => {
    await start();
    const call = shop.call<string>("crashOnce");
    await eventually("it crashes", () => (shop.daemon.state.failures === 1 ? true : undefined));
    expect(shop.daemon.state).toMatchObject({ kind: "waiting", users: 1 });
    await galaxy.clock.advance("1s");
    expect(await call).toBe("calm");
    expect(pids()).toHaveLength(2);
    expect(galaxy.log.messages("warn")).toContain("shopd has ended by itself; it is started again when it is needed");
    expect(galaxy.log.text).toContain("shopd has ended (9)");
    expect(galaxy.log.text).toContain("I like trains");
  });

  it("that ends during each call is started once more, and is then left alone for longer and longer", async () => {
    await start();
    const call = expect(shop.call("crash")).rejects.toThrow(/^shopd has ended \(9\)/);
    await eventually("it crashes", () => (shop.daemon.state.failures === 1 ? true : undefined));
    await galaxy.clock.advance("1s");
    await call;
    expect(pids()).toHaveLength(2);
    expect(shop.daemon.state).toMatchObject({ kind: "waiting", failures: 2 });
    await galaxy.clock.advance("1s");
    expect(shop.daemon.state.kind).toBe("waiting");
    await galaxy.clock.advance("1s");
    expect(shop.daemon.state.kind).toBe("stopped");
  });

  it("that ends during a call that is not to be repeated ends the call", async () => {
    await start();
    const call = shop.call("crash", {}, {}, { repeat: false });
    await expect(call).rejects.toThrow(/^shopd has ended \(9\). It printed last: shopd 1.0 \| I like trains$/);
    await expect(call).rejects.toBeInstanceOf(BackendNotAvailable);
    expect(pids()).toHaveLength(1);
  });

  it("that does not start is tried less and less often, and a caller learns why at once", async () => {
    trouble = "broken";
    await start();
    const reason = "shopd has ended (3). It printed last: the database is locked";
    for (const pause of [1, 2, 4] as const) {
      await expect(shop.call("pid")).rejects.toThrow(reason);
      await galaxy.clock.advance(`${pause}s`);
    }
    await expect(shop.call("pid")).rejects.toThrow(reason);
    expect(pids()).toHaveLength(4);
    // Eight seconds are too long to wait for.
    await expect(shop.call("pid")).rejects.toThrow(reason);
    expect(pids()).toHaveLength(4);
    await galaxy.clock.advance("8s");
    trouble = "";
    expect(await shop.call("add", { a: 1, b: 1 })).toBe(2);
  });

  it("that does not start is tried again in time although the clock of the computer was set back", async () => {
    trouble = "broken";
    await start();
    await expect(shop.call("pid")).rejects.toThrow("the database is locked");
    galaxy.clock.jump("-1h");
    expect(shop.daemon.state.kind).toBe("waiting");
    await galaxy.clock.advance("1s");
    expect(shop.daemon.state.kind).toBe("stopped");
    trouble = "";
    expect(await shop.call("add", { a: 1, b: 1 })).toBe(2);
  });

  it("that is never ready is ended", async () => {
    trouble = "silent";
    options = { startWithin: "300ms" };
    await start();
    await expect(shop.call("pid")).rejects.toThrow("shopd was not ready within 0.3 s");
    for (const pid of pids()) expect(isRunning(pid)).toBe(false);
  });

  it("that cannot be started, or is not installed, is a reason", async () => {
    options = { command: () => ({ file: join(folder, "missing") }) };
    await start();
    await expect(shop.call("pid")).rejects.toThrow(/^shopd cannot be started: .*ENOENT/);
    await galaxy.close();
    // Node throws this at once.
    options = { command: () => ({ file: join(SHOPD, "missing") }) };
    await start();
    const otherwise = () => Promise.resolve("another way");
    expect(await shop.call("pid", {}, {}, { otherwise })).toBe("another way");
    const error = expect.stringMatching(/^shopd cannot be started: .*shopd.mjs.missing: spawn ENOTDIR$/);
    expect(shop.daemon.state).toMatchObject({ kind: "waiting", failures: 1, error });
    await galaxy.close();
    options = { command: () => Promise.reject(new BackendNotAvailable("The shop is not installed")) };
    await start();
    await expect(shop.call("pid")).rejects.toThrow("The shop is not installed");
    expect(shop.daemon.state).toMatchObject({ kind: "stopped", failures: 0 });
  });

  it("is not started anymore when the integration closes before it is known what to start", async () => {
    let found = (): void => undefined;
    const isFound = new Promise<void>((resolve) => (found = resolve));
    options = { command: () => isFound.then(() => ({ file: process.execPath, args: [SHOPD, log] })) };
    await start();
    const call = shop.call("pid").catch((error: unknown) => error);
    await galaxy.close();
    found();
    expect(await call).toMatchObject({ name: "AbortError" });
    expect(pids()).toEqual([]);
  });

  it("is not waited for longer than a signal allows", async () => {
    await start();
    const stop = new AbortController();
    const call = shop.call("hang", {}, {}, { signal: stop.signal });
    await eventually("it runs", () => (shop.daemon.state.kind === "running" ? true : undefined));
    stop.abort(new Error("enough"));
    await expect(call).rejects.toThrow("enough");
    expect(shop.daemon.state).toMatchObject({ kind: "running", users: 0 });
  });

  it("keeps its secrets out of the log", async () => {
    await start();
    await shop.call("pid");
    kill(pids()[0]!);
    await eventually("it ends", () => (shop.daemon.state.kind === "waiting" ? true : undefined));
    expect(galaxy.log.text).toContain("shopd: shopd 1.0");
    expect(galaxy.log.text).not.toContain("t0ken-of-shopd");
  });
});

describe("a daemon that speaks JSON-RPC", () => {
  it("is greeted on each connection, and its secret is masked", async () => {
    await start();
    expect(await shop.rpc.call("add", { a: 1, b: 2 })).toBe(3);
    expect(await shop.rpc.call("doubleTwice", { number: 3 }, { handlers: { double: () => 6 } })).toMatchObject({
      number: 12,
    });
    galaxy.get(Logger).info("t0ken-of-shopd");
    expect(galaxy.log.text).not.toContain("t0ken-of-shopd");
    expect(galaxy.log.text).toContain('Progress: {\\"at\\":1}');
  });

  it("has lists in pages, the first of which may be old", async () => {
    await start();
    expect(await shop.rpc.list("list", {})).toEqual([0, 1, 2, 3, 4, 5, 6]);
    await galaxy.close();
    described = {
      pages: {
        items: ({ items }: ShopPage) => items,
        next: ({ next }: ShopPage) => next !== undefined && { from: next },
        again: ({ old }: ShopPage) => old && { fresh: true },
      },
    };
    await start();
    expect(await shop.rpc.list("list", {})).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });

  it("has lists without pages, in a member of their own, and lists that are null", async () => {
    await start();
    expect(await shop.rpc.list("profiles", {}, { items: "profiles" })).toEqual(["ada"]);
    expect(await shop.rpc.list("profiles", {}, { items: "guests" })).toEqual([]);
  });

  it("has pages that never end, or are not what they should be: that is an error, and not an empty library", async () => {
    await start();
    await expect(shop.rpc.list("endless")).rejects.toThrow(
      new UnknownBackendResponse('endless of shopd does not end: it leads to page {"from":7} twice'),
    );
    await expect(shop.rpc.list("profiles")).rejects.toThrow(
      new UnknownBackendResponse('profiles of shopd has no list "items" on a page, which has: profiles, guests'),
    );
    await expect(shop.rpc.list("nothing")).rejects.toThrow("which has: nothing");
  });

  it.each<[string, JsonRpcDaemonOptions["ready"]]>([
    ["text", /^listening on (?<address>\S+) with (?<secret>\S+)$/g],
    ["address", { address: "at.address", secret: "at.token" }],
    ["", (line) => ({ port: (JSON.parse(line) as { ready: { port: number } }).ready.port, secret: "t0ken-of-shopd" })],
  ])(
    "is found by a pattern, by members of JSON or by a function (%s), and has the name of its class",
    async (says, ready) => {
      described = { name: undefined as never, ready };
      trouble = says;
      await start();
      expect(await shop.rpc.call("add", { a: 1, b: 2 })).toBe(3);
      kill(pids()[0]!);
      await eventually("it ends", () => (shop.rpc.state.kind === "waiting" ? true : undefined));
      expect(galaxy.log.text).toContain("JsonRpcDaemon has ended by itself");
      expect(galaxy.log.text).not.toContain("t0ken-of-shopd");
    },
  );

  it("that says where it listens in a new way is not used, and its secret is still masked", async () => {
    described = { ready: { address: "ready.address", secret: "ready.token" }, startWithin: "1s" };
    await start();
    await expect(shop.rpc.call("pid")).rejects.toThrow("shopd was not ready within 1 s");
    expect(galaxy.log.text).toContain("ready");
    expect(galaxy.log.text).not.toContain("t0ken-of-shopd");
  });

  it("has fixed answers to what a user would be asked, unless a call has others", async () => {
    await start();
    expect(await shop.rpc.call("ask", { what: "license" })).toEqual({ accept: false });
    const handlers = { license: () => ({ accept: true }) };
    expect(await shop.rpc.call("ask", { what: "license" }, { handlers })).toEqual({ accept: true });
  });

  it("launches a game, which runs exactly as long as it says; what was begun is not launched in another way", async () => {
    await start();
    await galaxy.authenticate();
    const states = () => galaxy.received("localGameStatusChanged").map(({ localGame }) => localGame.localGameState);
    const { Installed, Running } = LocalGameState;
    await galaxy.launchGame("tide");
    await runs();
    await galaxy.clock.advance("3m");
    expect(states()).toEqual([Installed | Running]);
    await shop.rpc.call("exit");
    await eventually("it ends", () => (states().at(-1) === Installed ? true : undefined));
    await galaxy.launchGame("crash");
    await eventually("it has failed", async () => {
      await galaxy.clock.advance("1s");
      return galaxy.log.messages("error").length > 0 ? true : undefined;
    });
    // It was begun: it is neither called again, nor launched in another way.
    expect(pids()).toHaveLength(1);
    expect(galaxy.log.text).not.toContain("another way");
  });

  it("does not go on launching a game that does not start in time, but finishes what follows a game", async () => {
    await start();
    await galaxy.authenticate();
    const states = () => galaxy.received("localGameStatusChanged").map(({ localGame }) => localGame.localGameState);
    await galaxy.launchGame("tide");
    await runs();
    await galaxy.clock.advance("1m");
    await shop.rpc.call("exit");
    await eventually("it ends", () => states().length > 1 || undefined);
    await galaxy.launchGame("endless");
    await eventually("it is launched", () => readFileSync(log, "utf8").includes("launched endless") || undefined);
    await galaxy.clock.advance("61s");
    await eventually("it is canceled", () => readFileSync(log, "utf8").includes("canceled endless") || undefined);
    expect(readFileSync(log, "utf8")).not.toContain("canceled tide");
    expect(galaxy.log.messages("error")).toEqual([]);
  });

  it("says what its description lacks: how it reports games, where its items are, and where it listens", async () => {
    await start();
    const make = () => new Bare(galaxy.get(Daemons), { ready: { port: "port" } });
    expect(() => make().session("launch")).toThrow(
      new TypeError('Set the option "session" of Bare to its notifications of a running game.'),
    );
    await expect(make().list("list")).rejects.toThrow(
      new TypeError('Set the option "pages" of Bare to say where the items of list are.'),
    );
    expect(() => new Bare(galaxy.get(Daemons), { ready: /^port \d+$/ })).toThrow(
      new TypeError(
        '`ready` of Bare does not capture where it listens: name a group of /^port \\d+$/ "port" or "address", such as (?<port>\\d+).',
      ),
    );
  });

  it("has errors that mean something", async () => {
    await start();
    await expect(shop.rpc.call("fail")).rejects.toThrow(new AccessDenied("not yours"));
  });

  it("is not used if it refuses its client, or cannot be started: there is another way, at once", async () => {
    password = "wrong";
    await start();
    const otherwise = () => Promise.resolve("another way");
    expect(await shop.rpc.call("pid", {}, { otherwise })).toBe("another way");
    expect(galaxy.log.text).toContain("shopd refuses its client: login: who are you? (401)");
    await galaxy.close();
    trouble = "broken";
    await start();
    expect(await shop.rpc.call("pid", {}, { otherwise })).toBe("another way");
    expect(await shop.rpc.call("pid", {}, { otherwise })).toBe("another way");
    expect(galaxy.log.text.match(/cannot be used/g)).toHaveLength(1);
    expect(await shop.rpc.list("items", { from: 5 })).toEqual([5, 6]);
  });

  it("has no other way for what has begun and must not happen twice", async () => {
    await start();
    const call = shop.rpc.call("crash", {}, { repeat: false, otherwise: () => Promise.resolve("another way") });
    await expect(call).rejects.toThrow("shopd has ended (9)");
  });
});

describe("JSON-RPC", () => {
  it("goes both ways at the same time, whatever ids the other side uses", async () => {
    await start();
    const progress: unknown[] = [];
    const handlers: JsonRpcHandlers = {
      Progress: (params) => progress.push(params),
      double: ({ number }: { number: number }) => Promise.resolve(2 * number),
      throws: () => Promise.reject(new Error("not now")),
    };
    const result = await shop.call("doubleTwice", { number: 3 }, handlers);
    expect(result).toEqual({ number: 12, unknown: -32601, thrown: "not now" });
    expect(progress).toEqual([{ at: 1 }]);
  });

  it("has results that are null, and titles with any characters", async () => {
    await start();
    expect(await shop.call("nothing")).toBeNull();
    expect(await shop.call("title")).toBe("One\u2028Two");
  });

  it("has errors with the code and the details of the other side", async () => {
    await start();
    const error: unknown = await shop.call("fail").catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(JsonRpcError);
    expect(error).toMatchObject({ message: "fail: no such game (404)", rpcCode: 404, details: { id: 7 }, data: {} });
  });

  it("says when nothing listens, and what was not answered when the connection has ended", async () => {
    await start();
    await shop.daemon.use(async ({ port }) => {
      const peer = await JsonRpcPeer.connect({ port });
      const call = peer.call("hang");
      peer.close();
      expect(peer.closed.aborted).toBe(true);
      await expect(call).rejects.toThrow("The connection ended before hang was answered");
      await expect(peer.call("pid")).rejects.toThrow("The connection ended before pid was answered");
    });
    await expect(JsonRpcPeer.connect({ port: 1 })).rejects.toThrow(/^Cannot connect: .*ECONNREFUSED/);
  });
});
