/** @registry */
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { LocalGameState } from "@galaxy-kit/protocol";
import { openFolder, quickTimings, type SimulatedClient, startSimulatedClient } from "@galaxy-kit/simulator";
import { isRunning, kill } from "@galaxy-kit/test-support";
import { anyPython, describeEachPython, newFolder } from "@galaxy-kit/test-support/jest";
import { afterEach, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { ownTarget, runtimes } from "../../src/runtimes/runtimes.js";
import { childrenOf, killAfterTest, Launched, startedBy, untilGone } from "../launcher/support/launched.js";
import { packFolderLibrary, packSlimFolderLibrary } from "./support/folder-library.js";

jest.setTimeout(300_000);

const target = ownTarget();
/** Includes the runtime for this machine, if there is one. */
let packed: { readonly zip: string; readonly hasRuntime: boolean };
let client: SimulatedClient | undefined;
const out = newFolder();
/** The unpacked zip. Shared, since a runtime has more than a hundred megabytes. Like some tools, Python ignores permissions. */
const folder = join(out, "test_7c1d2f0e ☃");
const onLinux = process.platform === "linux" ? it : it.skip;
const isGameRunning = (state: LocalGameState = LocalGameState.None): boolean => (state & LocalGameState.Running) !== 0;

beforeAll(async () => {
  const full = target && (await packFolderLibrary(target, out));
  packed = { zip: full ?? (await packSlimFolderLibrary(out)), hasRuntime: full !== undefined };
  if (anyPython !== "") execFileSync(anyPython, ["-m", "zipfile", "-e", packed.zip, folder]);
});

afterEach(async () => {
  await client?.close();
  client = undefined;
});

describeEachPython("the packed folder library", (python) => {
  it("behaves the same as its sources, in any folder and from any working directory", async () => {
    const { source, manifest } = await openFolder(folder, { python, logs: newFolder() });
    expect(manifest).toMatchObject({ name: "Folder Library", platform: "test" });
    client = await startSimulatedClient({ integration: { ...source, cwd: newFolder() }, timings: quickTimings });
    await client.importsDone(60_000);
    expect(client.status).toMatchObject({ state: "connected" });
    expect(Object.keys(client.library.games).sort()).toEqual([
      "beehive",
      "lighthouse-keeper",
      "rain-station",
      "ten-second-tea",
    ]);
    expect(client.problems).toEqual([]);

    client.launchGame("ten-second-tea");
    await client.waitFor(({ library }) => isGameRunning(library.games["ten-second-tea"]?.localGameState), 60_000);
    expect(await client.close({ graceful: true })).toMatchObject({ code: 0, killed: false });
  });

  onLinux.each(["SIGTERM", "SIGKILL"] as const)(
    "leaves no process behind when its launcher ends by %s, and a game keeps running",
    async (signal) => {
      const launched = await Launched.start(python, folder);
      for (const method of ["get_capabilities", "initialize_cache", "init_authentication", "import_owned_games"]) {
        await launched.request(method, method === "initialize_cache" ? { data: {} } : {});
      }
      launched.notify("launch_game", { game_id: "lighthouse-keeper" });
      const processes = childrenOf(launched.pid);
      const game = killAfterTest(await startedBy(...processes));

      kill(launched.pid, signal);
      await untilGone(...processes.map(killAfterTest));
      expect(isRunning(game)).toBe(true);
      const exit = await launched.exit;
      if (signal === "SIGKILL") expect(exit).toEqual({ code: null, signal });
      // On a busy machine, half a second is not enough for an orderly end: the integration ends itself, or is killed.
      else expect([143, 5, 137]).toContain(exit.code);
    },
  );
});

describe("a package with a runtime", () => {
  it("contains Node unchanged, as an executable file", () => {
    if (!packed.hasRuntime || target === undefined || anyPython === "") return;
    const { program, size } = runtimes[target];
    const script = `import sys, zipfile; i = zipfile.ZipFile(sys.argv[1]).getinfo(sys.argv[2]); print(oct(i.external_attr >> 16), i.file_size)`;
    expect(execFileSync(anyPython, ["-c", script, packed.zip, program], { encoding: "utf8" }).trim()).toBe(
      `0o100755 ${size}`,
    );
  });
});
