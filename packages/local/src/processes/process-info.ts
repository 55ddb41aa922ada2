/** A running process. An object stands for one state of it: as long as {@link Processes} returns the same object, nothing has changed. */
export interface ProcessInfo {
  readonly pid: number;
  /** Identifies the process until the computer restarts and beyond: a pid is reused, a pid with its start time is not. */
  readonly id: string;
  /** The parent. It may have ended, and its pid may belong to another process by now. */
  readonly ppid: number;
  /** In milliseconds since 1970. */
  readonly startTime: number;
  /** The name of the program's file, such as `game.exe`. On Linux it is cut off after 15 characters if `exe` is unknown. */
  readonly name: string;
  /** The path of the program, unless the system keeps it secret. For a program in Wine, that of the Windows program. */
  readonly exe?: string;
  /** The command line, beginning with the program. */
  readonly args?: readonly string[];
  /** The working directory, to which paths in `args` are relative. Known only on Linux. */
  readonly cwd?: string;
  /** The path of the script, if the program is an interpreter such as Node, Python, Java or a shell. */
  readonly script?: string;
  /** The process group. */
  readonly group?: number;
  /** The launch that it descends from, if its environment names one. */
  readonly launch?: string;
}
