import { chmodSync, mkdirSync, openSync, readSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { Launched } from "./support/launched.js";
import { newFolder, packedFolder, runtimeOf } from "./support/packed-folder.js";
import { anyPython, describeEachPython, describeWithPython } from "./support/pythons.js";

const onPosix = process.platform === "win32" ? describe.skip : describe;
const onLinux = process.platform === "linux" ? it : it.skip;

/** The beginning of this Node's program. */
function beginningOfNode(): Buffer {
  const bytes = Buffer.alloc(256 * 1024);
  readSync(openSync(process.execPath, "r"), bytes);
  return bytes;
}

/** This Node behind a script, which can do something before. */
function nodeScript(...args: readonly string[]): string {
  return `#!/bin/sh\nexec "${process.execPath}" ${args.join(" ")} "$@"\n`;
}

/** A packed folder with something else for its runtime. */
function folderWith(runtime: string | Buffer, mode = 0o755): string {
  const folder = packedFolder();
  rmSync(runtimeOf(folder));
  writeFileSync(runtimeOf(folder), runtime, { mode });
  return folder;
}

/** Its only line, and how it has ended. */
async function failure(folder: string, python: string, env: Readonly<Record<string, string>> = {}) {
  const launched = await Launched.start(python, folder, { env });
  const { code, signal } = await launched.exit;
  expect(signal).toBeNull();
  expect(launched.lines).toHaveLength(1);
  return { code, line: launched.lines[0]! };
}

describeEachPython("A runtime that is broken is one line and an exit code", (python) => {
  it("when it is missing", async () => {
    const folder = packedFolder();
    rmSync(runtimeOf(folder));
    const { code, line } = await failure(folder, python);
    expect(code).toBe(5);
    expect(line).toContain(`galaxy-kit - ERROR - ${runtimeOf(folder)} cannot be started (No such file or directory): `);
    expect(line).toMatch(/install this integration again$/);
  });

  it("when it is no program", async () => {
    const folder = packedFolder();
    rmSync(runtimeOf(folder));
    mkdirSync(runtimeOf(folder));
    const { code, line } = await failure(folder, python);
    expect(code).toBe(5);
    expect(line).toContain(`${runtimeOf(folder)} cannot be started (Permission denied): `);
  });

  onLinux("when it was made for another processor", async () => {
    const program = beginningOfNode();
    program.writeUInt16LE(process.arch === "arm64" ? 0x3e : 0xb7, 18); // e_machine
    const { code, line } = await failure(folderWith(program), python);
    expect(code).toBe(5);
    expect(line).toContain("cannot be started (Exec format error): ");
  });

  onLinux("when its end is missing", async () => {
    const folder = folderWith(beginningOfNode());
    const { code, line } = await failure(folder, python);
    expect(code).toBeGreaterThan(0);
    expect(line).toContain(runtimeOf(folder));
    expect(line).toMatch(/install this integration again$/);
  });

  it("when it ends without a word", async () => {
    const folder = folderWith("#!/bin/sh\nexit 3\n");
    const { code, line } = await failure(folder, python);
    expect(code).toBe(3);
    expect(line).toBe(
      `galaxy-kit - ERROR - the integration has ended with exit code 3 and has logged nothing: if ${runtimeOf(folder)} is damaged, install this integration again`,
    );
  });
});

onPosix("On macOS and Linux", () => {
  describeWithPython("the right to be executed", () => {
    it("is restored where unzipping has lost it", async () => {
      const folder = folderWith(nodeScript(), 0o644);
      const launched = await Launched.start(anyPython, folder);
      expect((await launched.describe()).says).toBe("the first edition");
      expect(statSync(runtimeOf(folder)).mode & 0o777).toBe(0o755);
    });
  });

  describeWithPython("A package without a runtime", () => {
    /** A folder for the PATH, with a Node in it. */
    function folderOfNode(...args: readonly string[]): string {
      const folder = newFolder();
      writeFileSync(join(folder, "node"), nodeScript(...args), { mode: 0o755 });
      return folder;
    }

    it("uses the first Node on the PATH that can be executed", async () => {
      const [forbidden, found] = [folderOfNode(), folderOfNode()];
      chmodSync(join(forbidden, "node"), 0o644);
      const launched = await Launched.start(anyPython, packedFolder({ runtime: false }), {
        env: { PATH: `${forbidden}:${found}` },
      });
      expect((await launched.describe()).says).toBe("the first edition");
    });

    it("says what is missing where there is none", async () => {
      const { code, line } = await failure(packedFolder({ runtime: false }), anyPython, { PATH: newFolder() });
      expect(code).toBe(5);
      expect(line).toMatch(
        /galaxy-kit - ERROR - Node\.js was not found: install Node\.js 20\.19 or newer from https:\/\/nodejs\.org, or /,
      );
    });

    it("says which one is too old", async () => {
      const older = join(newFolder(), "older.cjs");
      writeFileSync(older, 'Object.defineProperty(process, "versions", { value: { node: "20.18.3" } });');
      const env = { PATH: folderOfNode("-r", `"${older}"`) };
      const launched = await Launched.start(anyPython, packedFolder({ runtime: false }), { env });
      expect((await launched.exit).code).toBe(5);
      expect(launched.lines).toEqual([
        `galaxy-kit - ERROR - Node.js 20.19 or newer is needed, found 20.18.3 (${process.execPath}): install a newer one, or the package of this integration that has its own`,
        "galaxy-kit - ERROR - the integration has ended with exit code 5",
      ]);
    });
  });
});
