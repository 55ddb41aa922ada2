import { execFileSync, spawn } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { NextStep } from "@galaxy-kit/sdk";
import {
  type LoginWindow,
  openFolder,
  quickTimings,
  type SimulatedClient,
  startSimulatedClient,
} from "@galaxy-kit/simulator";
import { newFolder } from "@galaxy-kit/test-support/jest";
import { AuthorProject } from "../../pack/support/author-project.js";

const PACKAGES = fileURLToPath(new URL("../../../../", import.meta.url));
const ENTRY = fileURLToPath(new URL("../fixtures/probe.mjs", import.meta.url));

/** The path of a file of this machine as Wine names it. */
export const onWindows = (path: string): string => `Z:${path.replaceAll("/", "\\")}`;

/** As Notepad writes it, with a path as users write them. */
const NOTEPAD = '\uFEFF{\r\n  "program": "C:\\windows\\notepad.exe", // mine\r\n  "apiKey": "geheim ☃"\r\n}\r\n';

interface ProbeOptions {
  /** A command that runs a Python for Windows. */
  readonly python: string;
  /** The node.exe, of which a copy is the program of the game. */
  readonly node: string;
  /** Installs a package. */
  readonly install: (zip: string) => string;
}

/** An integration that does on Windows what only Windows can show. */
export class Probe {
  client: SimulatedClient | undefined;
  #folder = "";

  /** @param results - where it reports what it has done */
  constructor(
    readonly results: string,
    private readonly options: ProbeOptions,
  ) {}

  get library(): string {
    return join(this.results, "A Library With A Long Name");
  }

  get settings(): string {
    return join(this.results, "data", "test_7c1d2f0e-5b0a-4c52-9a57-3f8e6d1b9c25", "config", "settings.jsonc");
  }

  /** Packs and installs it. */
  async install(): Promise<void> {
    mkdirSync(join(this.library, "Tide"), { recursive: true });
    copyFileSync(this.options.node, join(this.library, "Tide", "game.exe"));
    mkdirSync(join(this.settings, ".."), { recursive: true });
    writeFileSync(this.settings, NOTEPAD);
    const project = new AuthorProject().write("dist/main.js", readFileSync(ENTRY, "utf8"));
    for (const name of ["local", "settings", "state"]) project.link(`@galaxy-kit/${name}`, join(PACKAGES, name));
    const { code, stderr } = await project.pack();
    if (code !== 0) throw new Error(stderr);
    this.#folder = this.options.install(project.slimZip);
  }

  async start(loginWindow?: LoginWindow): Promise<void> {
    const { python } = this.options;
    const { source } = await openFolder(this.#folder, { python, logs: newFolder() });
    const env = {
      ...source.env,
      GALAXY_KIT_DATA_DIR: onWindows(join(this.results, "data")),
      RESULTS: onWindows(this.results),
    };
    this.client = await startSimulatedClient({
      integration: { ...source, command: python, env },
      timings: quickTimings,
      ...(loginWindow && { loginWindow }),
    });
    await this.client.importsDone(60_000);
  }

  /** Lets it do something. */
  async does(what: string): Promise<Readonly<Record<string, unknown>>> {
    this.client?.installGame(what);
    return await this.reports(what);
  }

  /** Resolves to what it has reported since this was asked last. */
  async reports(what: string): Promise<Readonly<Record<string, unknown>>> {
    const file = join(this.results, `${what}.json`);
    while (!existsSync(file)) await sleep(20);
    const result = JSON.parse(readFileSync(file, "utf8")) as Readonly<Record<string, unknown>>;
    rmSync(file);
    return result;
  }

  /** Returns the path that a program for 16 bits would use. */
  shortPathOf(path: string): string {
    const code = `import ctypes, sys; path = ctypes.create_unicode_buffer(1000)
ctypes.windll.kernel32.GetShortPathNameW(sys.argv[1], path, 1000); sys.stdout.buffer.write(path.value.encode("utf-8"))`;
    return execFileSync(this.options.python, ["-c", code, onWindows(path)], { encoding: "utf8" });
  }

  /** Opens a file in another program, which reads and closes it a moment after the probe has begun to replace it. */
  async openForReading(name: string, content: string): Promise<{ readonly read: Promise<string> }> {
    writeFileSync(join(this.results, name), content);
    const code = `import os, sys, time; file = open(sys.argv[1]); print("open", flush=True)
while not os.path.exists(sys.argv[2]): time.sleep(0.02)
time.sleep(0.3); print(file.read(), flush=True)`;
    const files = [name, "replacing"].map((file) => onWindows(join(this.results, file)));
    const reader = spawn(this.options.python, ["-c", code, ...files], { stdio: ["pipe", "pipe", "inherit"] });
    const lines = createInterface(reader.stdout)[Symbol.asyncIterator]();
    await lines.next();
    return { read: lines.next().then(({ value }) => String(value)) };
  }
}

/** Fills in a form as a browser does. Resolves to what its file browser lists at the top, and to the status of saving. */
export async function fillIn({ authParams: { startUri } }: NextStep, fields: Readonly<Record<string, string>>) {
  const page = await (await fetch(startUri)).text();
  const [, revision = ""] = /name=":revision" value="(\d+)"/.exec(page) ?? [];
  const drives = (await (await fetch(`${startUri}folder?kind=folder&path=`)).json()) as {
    readonly folders: readonly { readonly path: string }[];
  };
  const body = new URLSearchParams({ ":revision": revision, ...fields });
  const headers = { origin: new URL(startUri).origin };
  const { status } = await fetch(startUri, { method: "POST", body, headers, redirect: "manual" });
  return { page, drives: drives.folders.map(({ path }) => path), status };
}
