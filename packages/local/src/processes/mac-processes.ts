import { execFile } from "node:child_process";
import { basename } from "node:path";
import { promisify } from "node:util";
import type { ProcessInfo } from "./process-info.js";
import { scriptOf } from "./script-of.js";

const run = promisify(execFile);
/** More than any system with thousands of processes prints. */
const MAX_OUTPUT = 64 * 1024 * 1024;

/** Runs `ps`, which macOS and every other Unix has. */
export class MacProcesses {
  #known = new Map<string, ProcessInfo>();

  async list(): Promise<readonly ProcessInfo[]> {
    const found = parsePs(await ps(["-axww", "-o", "pid=,ppid=,pgid=,stat=,lstart=,comm="]));
    const fresh = found.filter((info) => this.#sameAs(info) === undefined);
    const args = fresh.length > 0 ? parseArguments(await this.#commandLines(fresh)) : new Map<number, string[]>();
    const list = found.map((info) => this.#sameAs(info) ?? withArguments(info, args));
    this.#known = new Map(list.map((info) => [info.id, info]));
    return list;
  }

  /** Returns what was found out about a process before, unless it has changed. */
  #sameAs({ id, ppid, exe, name }: ProcessInfo): ProcessInfo | undefined {
    const before = this.#known.get(id);
    return before?.ppid === ppid && before.exe === exe && before.name === name ? before : undefined;
  }

  async #commandLines(processes: readonly ProcessInfo[]): Promise<string> {
    try {
      return await ps(["-ww", "-o", "pid=,args=", "-p", processes.map(({ pid }) => pid).join(",")]);
    } catch {
      return ""; // All of them have ended.
    }
  }
}

/** Start times come in UTC: Node keeps the time zone that it has begun with, and twice a year an hour comes twice. */
async function ps(args: readonly string[]): Promise<string> {
  const env = { ...process.env, LC_ALL: "C", TZ: "UTC" };
  return (await run("ps", args, { env, maxBuffer: MAX_OUTPUT })).stdout;
}

/** The last column, the path of the program, may contain spaces. */
const ROW = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(\S+)\s+(\w{3}\s+\w{3}\s+\d+\s+[\d:]+\s+\d{4})\s+(.+?)\s*$/;

/** Reads what `ps -o pid=,ppid=,pgid=,stat=,lstart=,comm=` prints. */
function parsePs(text: string): ProcessInfo[] {
  return text.split("\n").flatMap((line) => {
    const [, pid, ppid, group, state, started, exe] = ROW.exec(line) ?? [];
    if (pid === undefined || started === undefined || exe === undefined || state?.startsWith("Z")) return [];
    const startTime = Date.parse(`${started} UTC`);
    const path = exe.startsWith("/") ? { exe } : {};
    const id = `${pid} ${startTime}`;
    return [
      { pid: Number(pid), id, ppid: Number(ppid), group: Number(group), startTime, name: basename(exe), ...path },
    ];
  });
}

/** `ps` separates arguments by spaces and does not quote them. */
function parseArguments(text: string): Map<number, string[]> {
  const rows = text.split("\n").flatMap((line) => {
    const [, pid, command] = /^\s*(\d+)\s+(.+?)\s*$/.exec(line) ?? [];
    return command === undefined ? [] : [[Number(pid), command.split(" ")] as const];
  });
  return new Map(rows);
}

function withArguments(info: ProcessInfo, all: ReadonlyMap<number, string[]>): ProcessInfo {
  const args = all.get(info.pid);
  if (!args) return info;
  const script = info.exe === undefined ? undefined : scriptOf(info.exe, args);
  return { ...info, args, ...(script?.startsWith("/") && { script }) };
}
