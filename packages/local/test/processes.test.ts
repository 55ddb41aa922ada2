import { spawn } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, renameSync, unlinkSync, writeFileSync } from "node:fs";
import { eventually, kill } from "@galaxy-kit/test-support";
import { afterEach, beforeEach, describe, expect, it, jest } from "@jest/globals";
import { PowerShellProtection } from "../src/native/data-protection.js";
import { LinuxProcesses } from "../src/processes/linux-processes.js";
import { MacProcesses } from "../src/processes/mac-processes.js";
import { PowerShell } from "../src/processes/power-shell.js";
import { splitCommandLine } from "../src/processes/windows-arguments.js";
import { WindowsProcesses } from "../src/processes/windows-processes.js";
import { windowsProgram } from "../src/processes/wine.js";
import { Games, readIfExists } from "./support/games.js";

// Processes of the system start when it gets to them.
jest.setTimeout(20_000);

let games: Games;

beforeEach(() => {
  games = new Games();
});

afterEach(() => games.destroy());

async function started(program: string, ...args: string[]): Promise<number> {
  const child = spawn(program, args, { stdio: "ignore", detached: true });
  await once(child, "spawn");
  child.unref();
  return child.pid!;
}

const implementations = [
  ["/proc", () => new LinuxProcesses()],
  ["ps", () => new MacProcesses()],
] as const;

describe.each(implementations)("The processes in %s", (name, create) => {
  it("have a parent, a start time, a program and arguments, and stay the same objects", async () => {
    const before = Date.now();
    const program = games.script("#!/bin/sh\nsleep 600\n", "a game", "tide.sh");
    const pid = await started("/bin/sh", program, "--level", "3");
    await games.pidsOf(program);
    const processes = create();
    const list = await processes.list();
    const own = list.find((info) => info.pid === pid)!;
    expect(own).toMatchObject({ ppid: process.pid, group: pid });
    expect(own.args?.slice(-2)).toEqual(["--level", "3"]);
    expect(Math.abs(own.startTime - before)).toBeLessThan(3000);
    if (name === "/proc") {
      expect(own.exe).toMatch(/\/(?:ba|da)?sh$/);
      expect(own.script).toBe(program);
    }
    const again = await processes.list();
    expect(again.find((info) => info.pid === pid)).toBe(own);
    expect(list.find((info) => info.pid === process.ppid)).toBeDefined();
    kill(pid);
    await eventually("it ends", async () => (await processes.list()).every((info) => info.pid !== pid) || undefined);
  });
});

describe("The processes in ps", () => {
  it("stay the same when the user travels to another time zone, which Node does not notice", async () => {
    const { PATH, TZ } = process.env;
    delete process.env["TZ"];
    try {
      const processes = new MacProcesses();
      const own = async () => (await processes.list()).find((info) => info.pid === process.pid);
      const before = await own();
      games.script('#!/bin/sh\nPATH=${PATH#*:} TZ=${TZ:-Asia/Kathmandu} exec ps "$@"\n', "bin", "ps");
      process.env["PATH"] = `${games.path("bin")}:${PATH}`;
      expect(await own()).toBe(before);
    } finally {
      Object.assign(process.env, { PATH, ...(TZ !== undefined && { TZ }) });
    }
  });
});

describe("The processes in /proc", () => {
  it("keep the path of a program that an update has replaced", async () => {
    const program = games.program("tide", "tide");
    const pid = await started(program, "600");
    copyFileSync(program, games.path("new"));
    renameSync(games.path("new"), program);
    const processes = new LinuxProcesses();
    expect((await processes.list()).find((info) => info.pid === pid)?.exe).toBe(program);
    unlinkSync(program);
    expect((await new LinuxProcesses().list()).find((info) => info.pid === pid)?.exe).toBe(program);
  });

  it("are examined again when a process replaces its program, as launchers do", async () => {
    const program = games.program("tide", "tide");
    const launcher = games.script(
      `#!/bin/sh\nuntil [ -e '${games.path("go")}' ]; do sleep 0.02; done\nexec '${program}' 600\n`,
      "launcher.sh",
    );
    const pid = await started(launcher);
    const processes = new LinuxProcesses();
    const exe = async () => (await processes.list()).find((info) => info.pid === pid)?.exe;
    expect(await exe()).not.toBe(program);
    writeFileSync(games.path("go"), "");
    await games.pidsOf(program);
    expect(await exe()).toBe(program);
  });

  it("do not include zombies, which only wait for their parent", async () => {
    const parent = games.script("#!/bin/sh\nsleep 0 &\nexec sleep 600\n", "parent.sh");
    const pid = await started(parent);
    const processes = new LinuxProcesses();
    await eventually("the child is a zombie", async () => {
      const stat = readIfExists(`/proc/${pid}/task/${pid}/children`);
      const child = Number(stat?.trim());
      return readIfExists(`/proc/${child}/stat`)?.includes(") Z ") === true || undefined;
    });
    expect((await processes.list()).filter((info) => info.ppid === pid)).toEqual([]);
    kill(pid);
  });

  it("of Wine have the path of the Windows program", () => {
    const environment = [`WINEPREFIX=${games.path("prefix")}`];
    games.folder("prefix", "dosdevices");
    games.folder("prefix", "drive_c", "Games");
    games.link("../drive_c", "prefix", "dosdevices", "c:");
    const program = (...args: string[]) => windowsProgram(args, environment);
    expect(program("C:\\Games\\Tide\\tide.exe", "-x")).toBe(
      games.path("prefix", "drive_c", "Games", "Tide", "tide.exe"),
    );
    expect(program("/usr/lib/wine/wine64", "Z:\\games\\tide.EXE")).toBe("/games/tide.EXE");
    expect(program("/usr/lib/wine/wine64", "/games/tide.exe")).toBe("/games/tide.exe");
    expect(program("explorer", "/desktop")).toBeUndefined();
  });
});

describe("The data protection of Windows", () => {
  it("gets data through the input of PowerShell, which others cannot see, and reports why it failed", async () => {
    // Stands for PowerShell, and reverses the bytes.
    const script = `let text = ""; process.stdin.on("data", (part) => (text += part)).on("end", () => {
      const [call, data] = text.split(" ");
      const bytes = Buffer.from(data, "base64");
      if (call === "unprotect" && bytes.length === 1) { console.error("The data is invalid.\\nat line 5"); process.exit(1); }
      process.stdout.write(bytes.reverse().toString("base64"));
    });`;
    const protection = new PowerShellProtection([process.execPath, "-e", script]);
    const sealed = await protection.protect(Buffer.from("geheim"));
    expect(Buffer.from(sealed).toString()).toBe("mieheg");
    expect(Buffer.from(await protection.unprotect(sealed)).toString()).toBe("geheim");
    const failure = protection.unprotect(Buffer.from("x"));
    await expect(failure).rejects.toThrow(
      "Windows could not unprotect the data with PowerShell (The data is invalid.)",
    );
    const missing = new PowerShellProtection([games.path("missing")]).protect(Buffer.from("x"));
    await expect(missing).rejects.toThrow("Windows could not protect the data with PowerShell (ENOENT)");
  });
});

describe("The processes of Windows", () => {
  /** What PowerShell prints for each line of its input. */
  const answers = (...lines: string[]): [string, ...string[]] => {
    const script = `let lines = ${JSON.stringify(lines)}; process.stdin.on("data", () => { const line = lines.shift();
      if (line === undefined) process.exit(); console.log(line); });`;
    return [process.execPath, "-e", script];
  };
  const tide = '[7,1,1700000000000,"Tide.exe","C:\\\\Games\\\\Tide.exe","\\"C:\\\\Games\\\\Tide.exe\\" --level 3"]';

  it("come from one PowerShell that stays, and stay the same objects", async () => {
    const line = `[${tide},[0,0,0,"System Idle Process",null,null]]`;
    const processes = new WindowsProcesses(new PowerShell(answers(line, line)));
    const [first, system] = await processes.list();
    expect(first).toEqual({
      pid: 7,
      id: "7 1700000000000",
      ppid: 1,
      startTime: 1_700_000_000_000,
      name: "Tide.exe",
      exe: "C:\\Games\\Tide.exe",
      args: ["C:\\Games\\Tide.exe", "--level", "3"],
    });
    expect(system).toMatchObject({ pid: 0, name: "System Idle Process" });
    expect((await processes.list())[0]).toBe(first);
    await expect(processes.list()).rejects.toThrow("PowerShell has ended");
  });

  it("are unknown if PowerShell cannot be started", async () => {
    const processes = new WindowsProcesses(new PowerShell([games.path("missing")]));
    await expect(processes.list()).rejects.toThrow("PowerShell has ended");
  });

  it.each([
    ['"C:\\Program Files\\x.exe" a  b', ["C:\\Program Files\\x.exe", "a", "b"]],
    ['x "a b"c "" "d\\"e" f\\\\g "h\\\\"', ["x", "a bc", "", 'd"e', "f\\\\g", "h\\"]],
    ['x "C:\\roms\\a (b).nes"\t-f', ["x", "C:\\roms\\a (b).nes", "-f"]],
  ])("have arguments that are split as Windows does: %s", (line, args) => {
    expect(splitCommandLine(line)).toEqual(args);
  });
});
