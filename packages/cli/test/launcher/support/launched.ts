import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { isRunning, kill } from "@galaxy-kit/test-support";
import { afterEach, jest } from "@jest/globals";

/** What the puppet reports about its process. */
export interface Description {
  readonly pid: number;
  readonly launcher: number;
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly edition: string;
}

/** How a launcher ended. */
export interface Exit {
  readonly code: number | null;
  readonly signal: string | null;
}

export interface LaunchOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Arguments after the token and the port. */
  readonly extraArgs?: readonly string[];
  /** Starts it without standard streams, as a system service may. */
  readonly withoutStreams?: boolean;
  /** Do not read the log until `readLog` is called. */
  readonly leaveLog?: boolean;
}

/** Only a failing test reaches it. */
const TIMEOUT_MS = 25_000;

jest.setTimeout(30_000);

const running = new Set<Launched>();
const pidsToKill = new Set<number>();

afterEach(() => {
  for (const launched of running) launched.discard();
  running.clear();
  for (const pid of pidsToKill) kill(pid, "SIGKILL");
  pidsToKill.clear();
});

/** A running launcher, from the client's point of view. */
export class Launched {
  #log = "";
  #lastId = 0;
  readonly #responses = new Map<string, (result: unknown) => void>();
  #socket: Socket | undefined;
  readonly #connected: Promise<unknown>;
  /** Resolves when the launcher has exited and its log has been read. */
  readonly exit: Promise<Exit>;
  /** Resolves when the launcher has exited, even if something else keeps its log open. */
  readonly ended: Promise<Exit>;

  private constructor(
    private readonly child: ChildProcess,
    private readonly server: Server,
  ) {
    running.add(this);
    this.#connected = once(server, "connection").then(([socket]) => {
      this.#listen(socket as Socket);
    });
    this.exit = exitOf(child, "close");
    this.ended = exitOf(child, "exit");
  }

  static async start(
    python: string,
    folder: string,
    { env = {}, extraArgs = [], withoutStreams = false, leaveLog = false }: LaunchOptions = {},
  ): Promise<Launched> {
    const server = createServer();
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const args = [join(folder, "plugin.py"), "the-token", String((server.address() as AddressInfo).port), ...extraArgs];
    const [command, ...rest] = withoutStreams
      ? ["/bin/sh", "-c", 'exec "$0" "$@" <&- >&- 2>&-', python, ...args]
      : [python, ...args];
    const child = spawn(command, rest, {
      cwd: tmpdir(),
      env: { ...process.env, ...env },
      stdio: ["ignore", "ignore", "pipe"],
    });
    const launched = new Launched(child, server);
    if (!leaveLog) launched.readLog();
    return launched;
  }

  readLog(): void {
    this.child.stderr!.setEncoding("utf8").on("data", (text: string) => {
      this.#log += text;
    });
  }

  get pid(): number {
    return this.child.pid!;
  }

  /** The lines of its log, without the time. */
  get lines(): string[] {
    return this.#log
      .split(/\r?\n/)
      .slice(0, -1)
      .map((line) => line.replace(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} - /, ""));
  }

  async request(method: string, params: object = {}): Promise<unknown> {
    const exited = this.exit.then(({ code }) =>
      Promise.reject(new Error(`The launcher exited with ${String(code)}:\n${this.#log}`)),
    );
    await Promise.race([this.#connected, exited]);
    const id = String(this.#lastId++);
    const response = new Promise((resolve) => this.#responses.set(id, resolve));
    this.#socket!.write(`${JSON.stringify({ jsonrpc: "2.0", id, method, params })}\n`);
    return await Promise.race([response, exited]);
  }

  notify(method: string, params: object): void {
    this.#socket!.write(`${JSON.stringify({ jsonrpc: "2.0", method, params })}\n`);
  }

  async describe(): Promise<Description> {
    return (await this.request("describe")) as Description;
  }

  /** Resolves when the integration has closed its connection, which it does by ending. */
  async disconnected(): Promise<void> {
    if (!this.#socket!.destroyed) await once(this.#socket!, "close");
  }

  hangUp(): void {
    this.#socket!.destroy();
  }

  discard(): void {
    this.server.close();
    this.#socket?.destroy();
    kill(this.pid, "SIGKILL");
  }

  #listen(socket: Socket): void {
    this.#socket = socket.on("error", () => undefined);
    createInterface(socket).on("line", (line) => {
      const { id, result } = JSON.parse(line) as { id: string; result: unknown };
      this.#responses.get(id)?.(result);
    });
  }
}

async function exitOf(child: ChildProcess, event: "close" | "exit"): Promise<Exit> {
  const [code, signal] = (await once(child, event)) as [number | null, string | null];
  return { code, signal };
}

/** Registers a process to be killed after the test. */
export function killAfterTest(pid: number): number {
  pidsToKill.add(pid);
  return pid;
}

/** Returns the running child processes. Works on Linux only. */
export function childrenOf(pid: number): number[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8")
    .split(" ")
    .filter(Boolean)
    .map(Number)
    .filter(isRunning);
}

/** Waits until one of the processes starts a child, and resolves to its pid. */
export async function startedBy(...pids: readonly number[]): Promise<number> {
  const deadline = Date.now() + TIMEOUT_MS;
  while (Date.now() < deadline) {
    const [started] = pids.flatMap(childrenOf);
    if (started !== undefined) return started;
    await sleep(20);
  }
  throw new Error(`No process was started by: ${pids.join(", ")}`);
}

/** Waits until the processes have exited. Polls, since they are not child processes. */
export async function untilGone(...pids: readonly number[]): Promise<void> {
  const deadline = Date.now() + TIMEOUT_MS;
  while (pids.some(isRunning)) {
    if (Date.now() > deadline) throw new Error(`Still running: ${pids.filter(isRunning).join(", ")}`);
    await sleep(20);
  }
}
