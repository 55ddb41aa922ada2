import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { LocalGameState } from "@galaxy-kit/protocol";
import { openFolder, quickTimings, type SimulatedClient, startSimulatedClient } from "@galaxy-kit/simulator";
import { ownTarget, runtimes } from "../../src/packing/runtimes/runtimes.js";
import { anyPython, describeEachPython } from "../launcher/support/pythons.js";
import { Program } from "../support/program.js";
import { newFolder } from "./support/author-project.js";
import { unzip } from "./support/unzip.js";

jest.setTimeout(300_000);

const root = fileURLToPath(new URL("../../../../", import.meta.url));
/** Fetched once for all runs of the tests: it is large. */
const cache = join(root, "node_modules", ".cache", "galaxy-kit");
const target = ownTarget();

/** The folder library with the runtime of this machine where its registry has it, else for the Node of the tests. */
async function packFolderLibrary(out: string): Promise<{ readonly zip: string; readonly hasRuntime: boolean }> {
  const env = { XDG_CACHE_HOME: cache, LOCALAPPDATA: cache, PATH: process.env["PATH"] };
  const pack = async (...args: readonly string[]) => {
    const { code, stdout, stderr } = await Program.run(["pack", join(root, "apps", "folder-library"), "--out", out, "--json", ...args], { env });
    return { code, stderr, zip: code === 0 ? (JSON.parse(stdout) as { written: [{ path: string }] }).written[0].path : "" };
  };
  const full = target && (await pack("--target", target));
  if (full?.code === 0) return { zip: full.zip, hasRuntime: true };
  if (full && !full.stderr.includes("npm could not fetch")) throw new Error(full.stderr);
  process.stderr.write(`\n*** NO RUNTIME (${full?.stderr ?? "there is none for this system"}): the package with one is NOT TESTED ***\n\n`);
  const slim = await pack("--no-runtime");
  if (slim.code !== 0) throw new Error(slim.stderr);
  return { zip: slim.zip, hasRuntime: false };
}

let packed: Awaited<ReturnType<typeof packFolderLibrary>>;
let client: SimulatedClient | undefined;
const out = mkdtempSync(join(tmpdir(), "galaxy-kit-packed-"));
const isRunning = (state: LocalGameState = LocalGameState.None): boolean => (state & LocalGameState.Running) !== 0;

afterAll(() => rmSync(out, { recursive: true, force: true }));

beforeAll(async () => {
  packed = await packFolderLibrary(out);
});

afterEach(async () => {
  await client?.close();
  client = undefined;
});

describeEachPython("the packed folder library", (python) => {
  it("works as from its sources, wherever it lies and from wherever it is started", async () => {
    const folder = join(newFolder(), "test_7c1d2f0e ☃");
    unzip(packed.zip, folder);
    const { source, manifest } = await openFolder(folder, { python, logs: newFolder() });
    expect(manifest).toMatchObject({ name: "Folder Library", platform: "test" });
    client = await startSimulatedClient({ integration: { ...source, cwd: newFolder() }, timings: quickTimings });
    await client.importsDone(60_000);
    expect(client.status).toMatchObject({ state: "connected" });
    expect(Object.keys(client.library.games)).toEqual(["beehive", "lighthouse-keeper", "rain-station", "ten-second-tea"]);
    expect(client.problems).toEqual([]);

    client.launchGame("ten-second-tea");
    await client.waitFor(({ library }) => isRunning(library.games["ten-second-tea"]?.localGameState), 60_000);
    expect(await client.close({ politely: true })).toMatchObject({ code: 0, killed: false });
  });
});

describe("a package with a runtime", () => {
  it("holds the program as its makers have signed it, and as one that can be executed", () => {
    if (!packed.hasRuntime || target === undefined || anyPython === undefined) return;
    const { program, size } = runtimes[target];
    const script = `import sys, zipfile; i = zipfile.ZipFile(sys.argv[1]).getinfo(sys.argv[2]); print(oct(i.external_attr >> 16), i.file_size)`;
    expect(execFileSync(anyPython, ["-c", script, packed.zip, program], { encoding: "utf8" }).trim()).toBe(`0o100755 ${size}`);
  });
});
