import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { eventually, isRunning, kill } from "@galaxy-kit/test-support";

/** The program of a game that is not a script. */
const SLEEP = realpathSync("/bin/sleep");

/** A folder with real games, which are killed after the test. */
export class Games {
  readonly dir = realpathSync(mkdtempSync(join(tmpdir(), "galaxy-kit-games-")));

  path(...names: string[]): string {
    return join(this.dir, ...names);
  }

  /** Adds a program that runs as long as its argument says in seconds. */
  program(...names: string[]): string {
    const path = this.#prepare(names);
    copyFileSync(SLEEP, path);
    chmodSync(path, 0o755);
    return path;
  }

  /** Adds a script. A shell script is executable. */
  script(content: string, ...names: string[]): string {
    const path = this.#prepare(names);
    writeFileSync(path, content, { mode: 0o755 });
    return path;
  }

  folder(...names: string[]): void {
    mkdirSync(this.path(...names), { recursive: true });
  }

  link(target: string, ...names: string[]): void {
    symlinkSync(target, this.path(...names));
  }

  exists(...names: string[]): boolean {
    return existsSync(this.path(...names));
  }

  /** Returns the text of a file once there is one. */
  read(...names: string[]): string | undefined {
    return readIfExists(this.path(...names)) || undefined;
  }

  /** Resolves to the ids of the processes that run a program or a script. */
  async pidsOf(program: string, count = 1): Promise<number[]> {
    return eventually(`${count} processes of ${program}`, () => {
      const pids = runningPids().filter((pid) => isRunOf(program, commandOf(pid)));
      return pids.length >= count ? pids : undefined;
    });
  }

  /** Ends every process that runs something in the folder, and deletes it. */
  async destroy(): Promise<void> {
    const pids = runningPids().filter((pid) => commandOf(pid).some((argument) => argument.includes(this.dir)));
    for (const pid of pids) kill(pid);
    await eventually("the games end", () => (pids.some(isRunning) ? undefined : true));
    rmSync(this.dir, { recursive: true, force: true, maxRetries: 5 });
  }

  #prepare(names: readonly string[]): string {
    const path = this.path(...names);
    if (!existsSync(dirname(path))) mkdirSync(dirname(path), { recursive: true });
    return path;
  }
}

function runningPids(): number[] {
  const own = new Set([process.pid]);
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => !own.has(pid));
}

function commandOf(pid: number): string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
  } catch {
    return []; // It has just ended.
  }
}

/** Whether a command line is that of a program or of an interpreter with its script, and not of `setsid`, which is about to run it. */
function isRunOf(program: string, [command = "", script]: readonly string[]): boolean {
  return command === program || (script === program && !/\b(setsid|env)$/.test(command));
}

export function readIfExists(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
