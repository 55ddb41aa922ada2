import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { newFolder } from "@galaxy-kit/test-support/jest";
import { beforeAll, describe, expect, it, jest } from "@jest/globals";
import { runInProcess } from "../support/in-process.js";
import { Program } from "../support/program.js";
import { TestProject } from "../support/projects.js";

jest.setTimeout(120_000);

const packages = fileURLToPath(new URL("../../../", import.meta.url));

describe("galaxy-kit settings", () => {
  const base = newFolder();
  const project = join(base, "emulator");
  const plugins = join(base, "installed");
  const roms = join(base, "roms");
  const env = { GALAXY_KIT_DATA_DIR: join(base, "data") };

  beforeAll(() => {
    for (const folder of [roms, join(project, "node_modules", "@galaxy-kit")]) mkdirSync(folder, { recursive: true });
    cpSync(join(packages, "settings/test/fixtures/emulator.mjs"), join(project, "main.mjs"));
    const about = {
      name: "emulator",
      version: "1.0.0",
      author: "Ada <ada@example.org>",
      galaxyKit: {
        name: "Emulator",
        guid: "5e2f1c1a-8f3e-4a53-9d3a-2f6a3a1f7b10",
        entry: "main.mjs",
      },
    };
    writeFileSync(join(project, "package.json"), JSON.stringify({ ...about, type: "module" }));
    for (const name of ["kernel", "sdk", "settings"]) {
      symlinkSync(join(packages, name), join(project, "node_modules", "@galaxy-kit", name), "junction");
    }
  });

  /** Saves the form as a browser does. Resolves to the status. */
  async function save(url: string): Promise<number> {
    const [, revision = ""] = /name=":revision" value="(\d+)"/.exec(await (await fetch(url)).text()) ?? [];
    const body = new URLSearchParams({ ":revision": revision, romFolders: roms, fullScreen: "on" });
    const headers = { origin: new URL(url).origin };
    return (await fetch(url, { method: "POST", body, headers, redirect: "manual" })).status;
  }

  async function showAndSave(args: readonly string[]) {
    const program = new Program(["settings", ...args, "--no-open"], { env });
    const [, url = ""] = await program.shows(/^Settings of Emulator: (http:\S+)$/m);
    expect(await save(url)).toBe(303);
    const { code, stdout, stderr } = await program.outcome();
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const [, file = ""] = /^Saved in (.+)$/m.exec(stdout) ?? [];
    expect(readFileSync(file, "utf8")).toContain(JSON.stringify(roms));
    return file;
  }

  it("shows the settings of a project until they are saved", async () => {
    expect(await showAndSave([project])).toBe(join(env.GALAXY_KIT_DATA_DIR, "emulator", "config", "settings.jsonc"));
  });

  it("shows those of an installed integration, which has a shortcut of its own", async () => {
    const packed = join(base, "packed");
    expect(await runInProcess(["pack", project, "--no-runtime", "--out", packed])).toMatchObject({ code: 0 });
    const [zip = ""] = readdirSync(packed).filter((name) => name.endsWith(".zip"));
    expect(await runInProcess(["install", join(packed, zip), "--plugins-dir", plugins])).toMatchObject({ code: 0 });
    const file = await showAndSave(["Emulator", "--plugins-dir", plugins]);
    expect(file).toContain("test_5e2f1c1a-8f3e-4a53-9d3a-2f6a3a1f7b10");

    // What a user has instead of this command.
    const shortcut = spawn(join(dirname(file), "Settings of Emulator.sh"), {
      env: { GALAXY_KIT_OPEN_BROWSER: "0" },
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [line] = (await once(shortcut.stdout, "data")) as [Buffer];
    expect(await save(/http:\S+/.exec(String(line))?.[0] ?? "")).toBe(303);
    expect(await once(shortcut, "close")).toEqual([0, null]);
  });

  it("ends when it is interrupted", async () => {
    const program = new Program(["settings", project, "--no-open"], { env });
    await program.shows(/^Settings of Emulator: /m);
    program.signal("SIGINT");
    expect(await program.exitCode()).toBe(130);
  });

  it("is what show --once recommends if the login is a form and nothing can show it, with the file", async () => {
    const noDisplay = { DISPLAY: "", WAYLAND_DISPLAY: "", GALAXY_KIT_DATA_DIR: join(base, "without display") };
    const { code, stderr } = await runInProcess(["show", project, "--once"], { env: noDisplay });
    expect(code).toBe(1);
    const file = join(noDisplay.GALAXY_KIT_DATA_DIR, "emulator", "config", "settings.jsonc");
    expect(stderr).toContain(`run galaxy-kit settings "${project}", or edit ${file}.`);
    expect(existsSync(file)).toBe(true);
  });

  it("is refused by integrations that have no settings", async () => {
    const python = TestProject.python();
    expect(await runInProcess(["settings", python.dir])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("is written in Python"),
    });
    python.destroy();
    const other = TestProject.typeScript();
    expect(await runInProcess(["settings", other.dir])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("has no settings: none of its classes has @Settings()"),
    });
    other.destroy();
    expect(await runInProcess(["settings", "nothing", "--plugins-dir", plugins])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("No installed integration matches 'nothing'"),
    });
  });
});
