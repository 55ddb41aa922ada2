import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { eventually, isRunning, kill } from "@galaxy-kit/test-support";

interface Sqlite {
  readonly Database: new (file: string) => { run(sql: string): void; close(): void };
}

const { Database } = createRequire(import.meta.url)("node-sqlite3-wasm") as Sqlite;
const STAND_IN = fileURLToPath(new URL("../stand-in/", import.meta.url));

/** What stand-in.json can say: see stand-in/butlerd.mjs and stand-in/itch-api.mjs. */
export interface Switches {
  readonly broken?: string;
  readonly silent?: boolean;
  readonly refuse?: boolean;
  readonly noProfile?: boolean;
  readonly crash?: string;
  readonly slow?: number;
  readonly offline?: boolean;
  readonly revoked?: boolean;
  readonly api?: {
    readonly revoked?: number;
    readonly challenge?: boolean;
    readonly busy?: number;
    readonly endless?: boolean;
    readonly html?: boolean;
  };
}

interface LogLine {
  readonly method?: string;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly start?: number;
  readonly secret?: string;
  readonly game?: number;
}

/** A computer with the itch app, in a folder of its own. One for all tests of a file. */
export class ItchComputer {
  readonly folder = realpathSync(mkdtempSync(join(tmpdir(), "galaxy kit é ")));
  readonly environment: Record<string, string>;
  #api: ChildProcess | undefined;
  /** The files that were changed, and what was in them. */
  readonly #described = new Map<string, string>();

  constructor(keys = 600) {
    execFileSync(process.execPath, [join(STAND_IN, "create-itch.mjs"), this.folder, String(keys)]);
    copyFileSync(this.database, this.path("butler.db"));
    mkdirSync(this.path("bin"));
    this.#script("xdg-mime", '[ "$3" = x-scheme-handler/itch ] && echo itch.desktop');
    this.#script("gio", "exit 1");
    this.#script("xdg-open", `for argument; do echo "$argument" >> '${this.path("opened")}'; done`);
    const path = `${this.path("bin")}:${process.env["PATH"] ?? ""}`;
    this.environment = { XDG_CONFIG_HOME: this.folder, PATH: path };
  }

  path(...names: string[]): string {
    return join(this.folder, ...names);
  }

  get database(): string {
    return this.path("itch", "db", "butler.db");
  }

  /** Makes everything as it was. */
  async reset(): Promise<void> {
    await this.gamesEnd();
    for (const name of ["stand-in.json", "butlerd.log", "api.log", "opened"]) rmSync(this.path(name), { force: true });
    copyFileSync(this.path("butler.db"), this.database);
    for (const [file, content] of this.#described) writeFileSync(file, content);
    this.install();
  }

  switch(switches: Switches): void {
    writeFileSync(this.path("stand-in.json"), JSON.stringify(switches));
  }

  /** Puts the itch app where it belongs, or takes it away. */
  install(isInstalled = true): void {
    writeFileSync(this.path("itch", "broth", "butler", ".chosen-version"), "15.26.0\n");
    if (isInstalled) return;
    rmSync(this.path("itch", "broth", "butler", ".chosen-version"));
    rmSync(this.database);
  }

  /** Returns what the daemons have been called for. */
  calls(method: string): Readonly<Record<string, unknown>>[] {
    return this.#log.filter((line) => line.method === method).map(({ params = {} }) => params);
  }

  /** The pids of the daemons, and their secrets. */
  get daemons(): { pid: number; secret: string }[] {
    return this.#log.flatMap(({ start, secret }) =>
      start === undefined ? [] : [{ pid: start, secret: secret ?? "" }],
    );
  }

  /** Returns the addresses that were opened. */
  get opened(): string[] {
    return readLines(this.path("opened"));
  }

  /** Returns the paths that api.itch.io was asked for. */
  get requests(): string[] {
    return readLines(this.path("api.log"));
  }

  /** Resolves to the pid of the game that was started last. */
  async game(): Promise<number> {
    return eventually("a game runs", () => this.lastGame);
  }

  async gamesEnd(): Promise<void> {
    const games = this.#log.flatMap(({ game }) => game ?? []);
    for (const pid of games) kill(pid);
    await eventually("the games end", () => (games.some(isRunning) ? undefined : true));
  }

  /** Says how a game is launched: see stand-in/create-itch.mjs. */
  describe(folder: string, launch: object): void {
    const file = this.path("games", folder, ".itch", "launch.json");
    this.#described.set(file, readFileSync(file, "utf8"));
    writeFileSync(file, JSON.stringify(launch));
  }

  get lastGame(): number | undefined {
    return this.#log.findLast(({ game }) => game !== undefined)?.game;
  }

  /** What butler has fetched from itch.io is old. */
  forget(): void {
    this.#change("delete from fetch_infos");
  }

  uninstall(gameId: string): void {
    this.#change(`delete from caves where game_id = ${gameId}`);
  }

  /** Takes away what only newer versions of butler have. */
  makeDatabaseOld(): void {
    for (const column of ["local_seconds_run", "local_last_run_at"])
      this.#change(`alter table caves drop column ${column}`);
  }

  /** Starts api.itch.io. Resolves to its address. */
  async startApi(): Promise<string> {
    this.#api = spawn(process.execPath, [join(STAND_IN, "itch-api.mjs"), this.folder, "--unlimited"], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    const [line] = (await once(this.#api.stdout!, "data")) as [Buffer];
    return String(line).trim();
  }

  async destroy(): Promise<void> {
    await this.gamesEnd();
    this.#api?.kill();
    for (const { pid } of this.daemons) kill(pid);
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }

  get #log(): LogLine[] {
    return readLines(this.path("butlerd.log")).map((line) => JSON.parse(line) as LogLine);
  }

  /** Writes to the database, as the itch app does. */
  #change(sql: string): void {
    const database = new Database(this.database);
    database.run(sql);
    database.close();
  }

  #script(name: string, content: string): void {
    writeFileSync(this.path("bin", name), `#!/bin/sh\n${content}\n`, { mode: 0o755 });
  }
}

function readLines(file: string): string[] {
  return existsSync(file)
    ? readFileSync(file, "utf8")
        .split("\n")
        .filter((line) => line !== "")
    : [];
}
