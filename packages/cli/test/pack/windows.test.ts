import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { quickTimings, type SimulatedClient, startSimulatedClient } from "@galaxy-kit/simulator";
import { newFolder } from "@galaxy-kit/test-support/jest";
import { afterEach, describe, expect, it, jest } from "@jest/globals";
import { packFolderLibrary } from "./support/folder-library.js";
import { unzip } from "./support/unzip.js";

jest.setTimeout(300_000);

/** The path in Debian's package wine64. */
const WINE = "/usr/lib/wine";
const hasWine = existsSync(join(WINE, "wine64"));
if (!hasWine && process.platform !== "win32") {
  process.stderr.write("\n*** NO WINE (Debian: apt-get install wine64): the package for Windows is NOT TESTED ***\n\n");
}
const describeWithWine = hasWine ? describe : describe.skip;

let client: SimulatedClient | undefined;
const prefix = mkdtempSync(join(tmpdir(), "galaxy-kit-wine-"));
const env = {
  ...{ WINEPREFIX: prefix, WINEDEBUG: "-all", WINEDLLOVERRIDES: "mscoree=;mshtml=" },
  // Wine reports an old version of Windows.
  NODE_SKIP_PLATFORM_CHECK: "1",
};
const wineServer = (argument: string) =>
  execFileSync(join(WINE, "wineserver"), [argument], { env: { ...process.env, ...env }, stdio: "ignore" });

afterEach(async () => {
  await client?.close();
  client = undefined;
  if (hasWine) wineServer("-w");
  rmSync(prefix, { recursive: true, force: true, maxRetries: 5 });
});

describeWithWine("The packed folder library, with the runtime for Windows", () => {
  it("behaves the same in Wine", async () => {
    const folder = join(newFolder(), "test_7c1d2f0e ☃");
    const zip = await packFolderLibrary("win-x64", newFolder());
    if (zip === undefined) return;
    unzip(zip, folder);

    const log = join(newFolder(), "log");
    // Wine supports pipes and files, but not the sockets that Node passes to its child processes.
    const command = [
      "-c",
      'exec "$@" </dev/null >"$0" 2>&1',
      log,
      join(WINE, "wine64"),
      join(folder, "node", "node.exe"),
      "main.cjs",
    ];
    client = await startSimulatedClient({
      integration: { command: "/bin/sh", args: command, cwd: folder, env },
      timings: quickTimings,
    });
    await client.importsDone(120_000);
    expect(Object.keys(client.library.games)).toEqual([
      "beehive",
      "lighthouse-keeper",
      "rain-station",
      "ten-second-tea",
    ]);
    expect(client.problems).toEqual([]);
    expect(await client.close({ graceful: true })).toMatchObject({ code: 0, killed: false });
    expect(readFileSync(log, "utf8")).toContain('"message":"The integration has started"');
  });
});
