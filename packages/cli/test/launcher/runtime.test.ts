import { chmodSync, mkdirSync, openSync, readSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { anyPython, describeEachPython, describeWithPython, newFolder } from "@galaxy-kit/test-support/jest";
import { describe, expect, it } from "@jest/globals";
import { Launched } from "./support/launched.js";
import { packedFolder, runtimeOf } from "./support/packed-folder.js";

const onPosix = process.platform === "win32" ? describe.skip : describe;
const onLinux = process.platform === "linux" ? it : it.skip;

/** The first bytes of the executable of this Node. */
function beginningOfNode(): Buffer {
  const bytes = Buffer.alloc(256 * 1024);
  readSync(openSync(process.execPath, "r"), bytes);
  return bytes;
}

/** A shell script that runs this Node, with extra arguments. */
function nodeScript(...args: readonly string[]): string {
  return `#!/bin/sh\nexec "${process.execPath}" ${args.join(" ")} "$@"\n`;
}

/** A packed folder with a different file as its runtime. */
function folderWith(runtime: string | Buffer, mode = 0o755): string {
  const folder = packedFolder();
  rmSync(runtimeOf(folder));
  writeFileSync(runtimeOf(folder), runtime, { mode });
  return folder;
}

/** Starts an integration that fails, and returns its only log line and its exit code. */
async function failure(folder: string, python: string, env: Readonly<Record<string, string>> = {}) {
  const launched = await Launched.start(python, folder, { env });
  const { code, signal } = await launched.exit;
  expect(signal).toBeNull();
  expect(launched.lines).toHaveLength(1);
  return { code, line: launched.lines[0]! };
}

describeEachPython("A broken runtime causes one log line and an exit code", (python) => {
  it("when it is missing", async () => {
    const folder = packedFolder();
    rmSync(runtimeOf(folder));
    const { code, line } = await failure(folder, python);
    expect(code).toBe(5);
    expect(line).toContain(`galaxy-kit - ERROR - cannot start ${runtimeOf(folder)} (No such file or directory): `);
    expect(line).toMatch(/reinstall this integration$/);
  });

  it("when it is not a program", async () => {
    const folder = packedFolder();
    rmSync(runtimeOf(folder));
    mkdirSync(runtimeOf(folder));
    const { code, line } = await failure(folder, python);
    expect(code).toBe(5);
    expect(line).toContain(`cannot start ${runtimeOf(folder)} (Permission denied): `);
  });

  onLinux("when it is for another processor", async () => {
    const program = beginningOfNode();
    program.writeUInt16LE(process.arch === "arm64" ? 0x3e : 0xb7, 18); // e_machine
    const { code, line } = await failure(folderWith(program), python);
    expect(code).toBe(5);
    expect(line).toContain(" (Exec format error): ");
  });

  onLinux("when it is truncated", async () => {
    const folder = folderWith(beginningOfNode());
    const { code, line } = await failure(folder, python);
    expect(code).toBeGreaterThan(0);
    expect(line).toContain(runtimeOf(folder));
    expect(line).toMatch(/reinstall this integration$/);
  });

  it("when it exits without any output", async () => {
    const folder = folderWith("#!/bin/sh\nexit 3\n");
    const { code, line } = await failure(folder, python);
    expect(code).toBe(3);
    expect(line).toBe(
      `galaxy-kit - ERROR - the integration ended with exit code 3 without logging anything: if ${runtimeOf(folder)} is damaged, reinstall this integration`,
    );
  });
});

onPosix("On macOS and Linux", () => {
  describeWithPython("the execute permission", () => {
    it("is restored if unzipping dropped it", async () => {
      const folder = folderWith(nodeScript(), 0o644);
      const launched = await Launched.start(anyPython, folder);
      expect((await launched.describe()).edition).toBe("the first edition");
      expect(statSync(runtimeOf(folder)).mode & 0o777).toBe(0o755);
    });
  });

  describeWithPython("A package without a runtime", () => {
    /** A folder with a Node, for the PATH. */
    function folderOfNode(...args: readonly string[]): string {
      const folder = newFolder();
      writeFileSync(join(folder, "node"), nodeScript(...args), { mode: 0o755 });
      return folder;
    }

    it("uses the first executable Node on the PATH", async () => {
      const [forbidden, found] = [folderOfNode(), folderOfNode()];
      chmodSync(join(forbidden, "node"), 0o644);
      const launched = await Launched.start(anyPython, packedFolder({ runtime: false }), {
        env: { PATH: `${forbidden}:${found}` },
      });
      expect((await launched.describe()).edition).toBe("the first edition");
    });

    it("reports a missing Node; one in a folder that depends on the working directory is not trusted", async () => {
      const PATH = relative(tmpdir(), folderOfNode());
      const { code, line } = await failure(packedFolder({ runtime: false }), anyPython, { PATH });
      expect(code).toBe(5);
      expect(line).toMatch(
        /galaxy-kit - ERROR - Node\.js was not found: install Node\.js 20\.19 or later from https:\/\/nodejs\.org, or /,
      );
    });

    it("reports a Node that is too old", async () => {
      const older = join(newFolder(), "older.cjs");
      writeFileSync(older, 'Object.defineProperty(process, "versions", { value: { node: "20.18.3" } });');
      const env = { PATH: folderOfNode("-r", `"${older}"`) };
      const launched = await Launched.start(anyPython, packedFolder({ runtime: false }), { env });
      expect((await launched.exit).code).toBe(5);
      expect(launched.lines).toEqual([
        `galaxy-kit - ERROR - Node.js 20.19 or later is required, but found 20.18.3 (${process.execPath}): install a newer version, or the package of this integration that includes Node.js`,
        "galaxy-kit - ERROR - the integration ended with exit code 5",
      ]);
    });
  });
});
