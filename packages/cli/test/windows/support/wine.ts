import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

/** The paths in Debian's package wine64. */
const WINE = "/usr/lib/wine/wine64";
const SERVER = "/usr/lib/wine/wineserver";

export const hasWine = existsSync(WINE);
if (!hasWine && process.platform !== "win32") {
  process.stderr.write("\n*** NO WINE (Debian: apt-get install wine64): packages for Windows are NOT TESTED ***\n\n");
}

/** The python.exe that GALAXY_KIT_WINDOWS_PYTHON names, itself or by its folder. Tests that need it are skipped without. */
export const windowsPython = findWindowsPython();
if (hasWine && windowsPython === undefined) {
  process.stderr.write(
    "\n*** NO PYTHON FOR WINDOWS (GALAXY_KIT_WINDOWS_PYTHON=python.exe): the launcher is NOT TESTED on Windows ***\n\n",
  );
}

function findWindowsPython(): string | undefined {
  const named = process.env["GALAXY_KIT_WINDOWS_PYTHON"];
  if (named === undefined || named === "") return undefined;
  const path = resolve(named);
  return statSync(path).isDirectory() ? join(path, "python.exe") : path;
}

/** A Windows of its own, without any programs. */
export class Wine {
  readonly folder = mkdtempSync(join(tmpdir(), "galaxy-kit-wine-"));
  readonly #variables = {
    WINEPREFIX: this.folder,
    WINEDEBUG: "-all",
    // Neither .NET nor Internet Explorer.
    WINEDLLOVERRIDES: "mscoree=;mshtml=",
  };
  readonly #env = { ...process.env, ...this.#variables };
  /** Stays, because a new server takes ten times as long as a program. */
  readonly #server = spawn(SERVER, ["--foreground", "--persistent"], { env: this.#env, stdio: "ignore" });
  readonly #ended = once(this.#server, "exit");

  static async start(): Promise<Wine> {
    const wine = new Wine();
    await once(wine.#server, "spawn");
    try {
      // By default, it is a version that Node does not support.
      wine.run("winecfg", "-v", "win10");
    } catch (error) {
      await wine.stop();
      throw error;
    }
    return wine;
  }

  /** Runs a program that comes with Windows. */
  run(program: string, ...args: readonly string[]): void {
    execFileSync(WINE, [program, ...args], { env: this.#env, stdio: "ignore" });
  }

  /** Returns a command that runs a program for Windows. Its process is that of the program. */
  commandFor(program: string): string {
    const variables = Object.entries(this.#variables).map(([name, value]) => `${name}='${value}'`);
    const script = `#!/bin/sh\nexport ${variables.join(" ")}\nexec ${WINE} '${program}' "$@"\n`;
    const command = join(mkdtempSync(join(this.folder, "command-")), "command");
    writeFileSync(command, script, { mode: 0o755 });
    return command;
  }

  async stop(): Promise<void> {
    execFileSync(SERVER, ["--kill"], { env: this.#env });
    await this.#ended;
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
