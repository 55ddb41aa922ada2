import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { isRunning, kill } from "@galaxy-kit/test-support";
import { describeEachPython } from "@galaxy-kit/test-support/jest";
import { expect, it } from "@jest/globals";
import { childrenOf, type Description, killAfterTest, Launched, untilGone } from "./support/launched.js";
import { packedFolder } from "./support/packed-folder.js";
import { pythonClient } from "./support/python-client.js";

const CLIENT = fileURLToPath(new URL("fixtures/client.mjs", import.meta.url));

/** Returns the guard processes that a launcher has started. Works on Linux only. */
function guardsOf(launcher: number): number[] {
  if (process.platform !== "linux") return [];
  return childrenOf(launcher).filter((pid) => readFileSync(`/proc/${pid}/cmdline`, "utf8").startsWith("/bin/sh"));
}

/** Python code that calls `act(process)` in a launcher that has just started the process of its integration. */
function afterStartOfIntegration(act: string): string {
  return `
import os, signal
start = plugin.Process.__init__
def start_and_act(process, command, *arguments, **options):
    start(process, command, *arguments, **options)
    if command[0] != "/bin/sh":
        ${act}
plugin.Process.__init__ = start_and_act`;
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
      await launched.request("block");
      kill(launched.pid, signal);
      await untilGone(killAfterTest(pid));
      expect(await launched.exit).toEqual(signal === "SIGTERM" ? { code: 137, signal: null } : { code: null, signal });
    },
  );

  it("when the launcher is terminated before it has prepared for that", async () => {
    const early = `
# On a busy machine, Node may not even have started when the guard would kill it.
plugin.GUARD = plugin.GUARD.replace("sleep 0.1", "sleep 1")
${afterStartOfIntegration("os.kill(os.getpid(), signal.SIGTERM)")}`;
    const launched = await Launched.start(python, pythonClient(packedFolder(), early));
    expect(await launched.exit).toEqual({ code: 143, signal: null });
  });

  it("when the launcher is killed as soon as it has started an integration that blocks its event loop", async () => {
    const folder = packedFolder();
    writeFileSync(join(folder, "plugin.cjs"), "Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);");
    const early = afterStartOfIntegration('os.write(2, b"%d\\n" % process.pid); os.kill(os.getpid(), signal.SIGKILL)');
    const launched = await Launched.start(python, pythonClient(folder, early));
    expect(await launched.exit).toEqual({ code: null, signal: "SIGKILL" });
    const pid = killAfterTest(Number(launched.lines[0]));
    expect(pid).toBeGreaterThan(0);
    await untilGone(pid);
  });

  it("when Ctrl+C ends the integration before it is Node", async () => {
    const early = `
import os, signal
replace_process = plugin.replace_process
def replace_after_signal(command, *arguments):
    if command[0] != "/bin/sh":
        os.kill(os.getpid(), signal.SIGINT)
    replace_process(command, *arguments)
plugin.replace_process = replace_after_signal`;
    const launched = await Launched.start(python, pythonClient(packedFolder(), early));
    expect(await launched.exit).toEqual({ code: 130, signal: null });
  });

  it("not even the guard process, when the client hangs up", async () => {
    const launched = await Launched.start(python, packedFolder());
    await launched.describe();
    const guards = guardsOf(launched.pid);
    expect(guards).toHaveLength(process.platform === "linux" ? 1 : 0);
    launched.hangUp();
    await launched.exit;
    await untilGone(...guards);
  });
});
