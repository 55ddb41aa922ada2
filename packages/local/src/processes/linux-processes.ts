import { closeSync, existsSync, openSync, readdirSync, readFileSync, readlinkSync, readSync } from "node:fs";
import { basename, resolve } from "node:path";
import { setImmediate } from "node:timers/promises";
import { launchIn } from "./launch-variable.js";
import type { ProcessInfo } from "./process-info.js";
import { scriptOf } from "./script-of.js";
import { isWine, windowsProgram } from "./wine.js";

/** USER_HZ, the unit of times in /proc. */
const TICKS_PER_SECOND = 100;
/** A pause after so many processes, so that pings and timers are not held up. */
const BATCH = 200;

/** What is needed of proc_pid_stat(5). */
interface Stat {
  readonly name: string;
  readonly ppid: number;
  readonly group: number;
  readonly startTicks: number;
  /** Differs after the process has replaced its program, which keeps pid and start time. */
  readonly image: string;
}

interface Known {
  /** The text of its `stat`. */
  readonly text: string;
  readonly image: string;
  readonly info: ProcessInfo;
}

/**
 * Reads /proc. A look at 400 processes that are known takes some milliseconds, most of which open their `stat`: that is parsed only if it
 * has changed, and program, arguments and environment are read once for each program that a process runs.
 */
export class LinuxProcesses {
  readonly #buffer = Buffer.alloc(4096);
  #known = new Map<string, Known>();
  #boot: { readonly id: string; readonly time: number } | undefined;

  /** @param root - where the proc file system is mounted */
  constructor(private readonly root = "/proc") {}

  async list(): Promise<readonly ProcessInfo[]> {
    const known = new Map<string, Known>();
    let read = 0;
    for (const pid of readdirSync(this.root)) {
      if (!isNumber(pid)) continue;
      const text = this.#readStat(pid);
      const found = text === undefined ? undefined : this.#recognize(pid, text);
      if (found) known.set(pid, found);
      if (++read % BATCH === 0) await setImmediate();
    }
    this.#known = known;
    return Array.from(known.values(), ({ info }) => info);
  }

  #readStat(pid: string): string | undefined {
    let file: number;
    try {
      file = openSync(`${this.root}/${pid}/stat`, "r");
    } catch {
      return undefined; // It has just ended.
    }
    try {
      return this.#buffer.toString("utf8", 0, readSync(file, this.#buffer, 0, this.#buffer.length, 0));
    } catch {
      return undefined;
    } finally {
      closeSync(file);
    }
  }

  /** A process that sleeps, as most do, has the same `stat` as before. */
  #recognize(pid: string, text: string): Known | undefined {
    const before = this.#known.get(pid);
    if (before?.text === text) return before;
    const stat = parseStat(text);
    if (!stat) return undefined;
    const { image, ppid, startTicks } = stat;
    const boot = (this.#boot ??= this.#readBoot());
    const id = `${pid} ${startTicks} ${boot.id}`;
    const isSame = before?.image === image && before.info.id === id && before.info.ppid === ppid;
    return { text, image, info: isSame ? before.info : this.#examine(Number(pid), id, stat, boot.time) };
  }

  #examine(pid: number, id: string, stat: Stat, bootTime: number): ProcessInfo {
    const folder = `${this.root}/${pid}`;
    const link = (name: string): string | undefined => attempt(() => readlinkSync(`${folder}/${name}`));
    const list = (name: string): string[] =>
      attempt(() => readFileSync(`${folder}/${name}`, "utf8").split("\0").slice(0, -1)) ?? [];
    const args = list("cmdline");
    const program = existing(link("exe"));
    // A process that keeps its program secret keeps its environment and its working directory secret, too.
    const environment = program === undefined ? [] : list("environ");
    const windows = isWine(program) ? windowsProgram(args, environment) : undefined;
    const exe = windows ?? program;
    const script = exe === undefined ? undefined : scriptOf(exe, args);
    const cwd = program !== undefined && windows === undefined ? link("cwd") : undefined;
    const launch = launchIn(environment);
    return {
      pid,
      id,
      ppid: stat.ppid,
      startTime: bootTime + (stat.startTicks / TICKS_PER_SECOND) * 1000,
      name: exe === undefined ? stat.name : basename(exe),
      group: stat.group,
      ...(exe !== undefined && { exe }),
      ...(args.length > 0 && { args }),
      ...(cwd !== undefined && { cwd }),
      ...(script !== undefined && { script: resolve(cwd ?? "/", script) }),
      ...(launch !== undefined && { launch }),
    };
  }

  /** Start times count from the start of the computer, which the clock of the user may move. So it is read once. */
  #readBoot(): { readonly id: string; readonly time: number } {
    const [, seconds] = /^btime (\d+)$/m.exec(readFileSync(`${this.root}/stat`, "utf8")) ?? [];
    const id = attempt(() => readFileSync(`${this.root}/sys/kernel/random/boot_id`, "utf8").slice(0, 8)) ?? "";
    return { id, time: Number(seconds) * 1000 };
  }
}

/** The name of the program, in parentheses, may itself contain spaces and parentheses. */
function parseStat(text: string): Stat | undefined {
  const end = text.lastIndexOf(")");
  const name = text.slice(text.indexOf("(") + 1, end);
  const fields = text.slice(end + 2).split(" ");
  const [state, ppid, group] = fields;
  if (state === undefined || state === "Z" || state === "X") return undefined;
  // The addresses of the stack and of the arguments are random for each program that starts.
  const image = `${name} ${fields[25]} ${fields[45]}`;
  return { name, ppid: Number(ppid), group: Number(group), startTicks: Number(fields[19]), image };
}

/** The link of a program whose file was replaced ends with a note. */
function existing(exe: string | undefined): string | undefined {
  return exe?.endsWith(" (deleted)") && !existsSync(exe) ? exe.slice(0, -" (deleted)".length) : exe;
}

function isNumber(name: string): boolean {
  const first = name.charCodeAt(0);
  return first >= 48 && first <= 57;
}

/** Other users' processes keep most of it secret, and any process may end at any time. */
function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
