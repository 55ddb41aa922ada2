import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { isRunning, kill } from "@galaxy-kit/test-support";
import { describeEachPython } from "@galaxy-kit/test-support/jest";
import { expect, it } from "@jest/globals";
import { type Description, killAfterTest, Launched, untilGone } from "./support/launched.js";
import { packedFolder } from "./support/packed-folder.js";
import { pythonClient } from "./support/python-client.js";

const CLIENT = fileURLToPath(new URL("fixtures/client.mjs", import.meta.url));

/** Returns the guard processes of an integration. Works on Linux only. */
function guardsOf(pid: number): number[] {
  if (process.platform !== "linux") return [];
  const commandOf = (id: string): string[] => {
    try {
      return readFileSync(`/proc/${id}/cmdline`, "utf8").split("\0");
    } catch {
      return []; // It has just ended.
    }
  };
  const ids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return ids.filter((id) => commandOf(id)[0] === "/bin/sh" && commandOf(id)[3] === String(pid)).map(Number);
}

const signals = ["SIGTERM", "SIGKILL"] as const;

describeEachPython("No process is left behind", (python) => {
  it.each(signals)("when the client is killed by %s", async (signal) => {
    const args = [CLIENT, python, join(packedFolder(), "plugin.py")];
    const client = spawn(process.execPath, args, { cwd: tmpdir(), stdio: ["ignore", "pipe", "inherit"] });
    const [response] = (await once(client.stdout, "data")) as [Buffer];
    const { pid, launcher } = (JSON.parse(response.toString()) as { result: Description }).result;
    killAfterTest(pid);
    killAfterTest(launcher);
    client.kill(signal);
    await untilGone(pid, launcher);
  });

  it.each(signals)("when the launcher is killed by %s, except for a running game", async (signal) => {
    const launched = await Launched.start(python, packedFolder());
    const { pid, launcher } = await launched.describe();
    const game = killAfterTest((await launched.request("launch", { stdio: "ignore" })) as number);
    expect(launcher).toBe(launched.pid);
    kill(launcher, signal);
    await untilGone(killAfterTest(pid));
    expect(await launched.exit).toEqual(signal === "SIGTERM" ? { code: 143, signal: null } : { code: null, signal });
    expect(isRunning(game)).toBe(true);
  });

  it.each(signals)("when the integration is killed by %s", async (signal) => {
    const launched = await Launched.start(python, packedFolder());
    const { pid } = await launched.describe();
    kill(pid, signal);
    expect(await launched.exit).toEqual({ code: signal === "SIGTERM" ? 143 : 137, signal: null });
  });

  it("when the integration is killed with a full log, of which no line is lost", async () => {
    const launched = await Launched.start(python, packedFolder(), { leaveLog: true });
    const { pid } = await launched.describe();
    await launched.request("fill");
    await untilGone(pid);
    launched.readLog();
    expect(await launched.exit).toEqual({ code: 137, signal: null });
    const filled = launched.lines.filter((line) => line.startsWith("fill - INFO - x"));
    expect(filled.length).toBeGreaterThanOrEqual(launched.lines.length - 3);
    expect(launched.lines.at(-1)).toBe("galaxy-kit - ERROR - the integration ended with exit code 137");
  });

  it("when the integration is killed and the client never reads its log again", async () => {
    const folder = pythonClient(packedFolder(), "plugin.STALLED_MS = 100");
    const launched = await Launched.start(python, folder, { leaveLog: true });
    const { pid } = await launched.describe();
    await launched.request("fill");
    await untilGone(pid);
    expect(await launched.ended).toEqual({ code: 137, signal: null });
  });

  it.each(signals)(
    "when the launcher is killed by %s while the event loop of the integration is blocked",
    async (signal) => {
      const launched = await Launched.start(python, packedFolder());
      const { pid } = await launched.describe();
      await launched.request("spin");
      kill(launched.pid, signal);
      await untilGone(killAfterTest(pid));
      expect(await launched.exit).toEqual(signal === "SIGTERM" ? { code: 137, signal: null } : { code: null, signal });
    },
  );

  it("when the launcher is terminated before the guard of the integration has started", async () => {
    const earlySignal = `
import os, signal
start_guard = plugin.start_guard
def start_after_signal(*arguments):
    os.kill(os.getpid(), signal.SIGTERM)
    return start_guard(*arguments)
plugin.start_guard = start_after_signal`;
    const launched = await Launched.start(python, pythonClient(packedFolder(), earlySignal));
    expect(await launched.exit).toEqual({ code: 143, signal: null });
  });

  it("not even the guard process, when the client hangs up", async () => {
    const launched = await Launched.start(python, packedFolder());
    const { pid } = await launched.describe();
    const guards = guardsOf(pid);
    expect(guards).toHaveLength(process.platform === "linux" ? 1 : 0);
    launched.hangUp();
    await launched.exit;
    await untilGone(...guards);
  });
});
