import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, jest } from "@jest/globals";
import { fullDisk } from "../support/program.js";
import { AuthorProject } from "./support/author-project.js";

jest.setTimeout(120_000);
const onPosix = process.platform === "win32" ? it.skip : it;

describe("galaxy-kit pack", () => {
  onPosix("keeps the previous package when the disk is full, and reports it", async () => {
    const project = new AuthorProject();
    await project.pack();
    const packed = readFileSync(project.slimZip);
    const { code, stdout, stderr } = await project.packAsProcess(["--no-runtime"], {}, fullDisk);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toMatch(/File system error: EFBIG/);
    expect(stderr).not.toContain("    at ");
    expect(readFileSync(project.slimZip).equals(packed)).toBe(true);
    expect(readdirSync(join(project.dir, "packed"))).toHaveLength(1);
  });

  it("reports an output folder that cannot be created, before it downloads anything", async () => {
    const project = new AuthorProject();
    writeFileSync(join(project.dir, "packed"), "a file");
    // Nothing could be downloaded from there.
    const { code, stderr } = await project.packAsProcess(["--target", "win-x64"], {
      npm_config_registry: "http://127.0.0.1:1/",
      XDG_CACHE_HOME: join(project.dir, "cache"),
    });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^Cannot write to .*packed: E(EXIST|NOTDIR).*\. Choose another folder with --out\.$/m);
    expect(stderr).not.toContain("    at ");
  });
});
