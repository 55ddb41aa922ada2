import type { ProcessInfo } from "../processes/process-info.js";
import type { TrackedSession } from "./tracked-session.js";

/** Finds the launch that a process descends from. */
export class ProcessTree {
  readonly #byPid: ReadonlyMap<number, ProcessInfo>;
  readonly #roots: readonly TrackedSession[];
  readonly #sessions = new Map<ProcessInfo, TrackedSession | undefined>();

  constructor(processes: readonly ProcessInfo[], sessions: readonly TrackedSession[]) {
    this.#roots = sessions.filter(({ launch }) => launch !== undefined);
    this.#byPid = new Map(processes.map((info) => [info.pid, info]));
  }

  /** Returns the session whose tree a process is in, and remembers the process there: its parent may have ended by the next look. */
  sessionOf(info: ProcessInfo): TrackedSession | undefined {
    if (this.#roots.length === 0) return undefined;
    if (this.#sessions.has(info)) return this.#sessions.get(info);
    this.#sessions.set(info, undefined); // ends a circle, which a pid that was reused can make
    const session = this.#roots.find((root) => isRemembered(root, info)) ?? this.#sessionOfParent(info);
    session?.tree.add(info.id);
    if (session?.started?.pid === info.pid) session.original = info.id;
    this.#sessions.set(info, session);
    return session;
  }

  #sessionOfParent(info: ProcessInfo): TrackedSession | undefined {
    const parent = this.#byPid.get(info.ppid);
    // A parent that is younger than its child has the pid of the real one.
    return parent && parent.startTime <= info.startTime ? this.sessionOf(parent) : undefined;
  }
}

/** Whether a process belongs to a session independently of its parent. */
function isRemembered(root: TrackedSession, info: ProcessInfo): boolean {
  if (root.tree.has(info.id) || (root.launch !== undefined && root.launch === info.launch)) return true;
  const { started } = root;
  // Its own process, and its process group, which keeps that number as long as anything is in it.
  return started !== undefined && (info.group === started.pid || (info.pid === started.pid && !started.exit));
}
