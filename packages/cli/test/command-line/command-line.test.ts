import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { newFolder } from "@galaxy-kit/test-support/jest";
import { describe, expect, it, jest } from "@jest/globals";
import { runInProcess } from "../support/in-process.js";
import { reportsLoading } from "../support/loading.js";
import { Program } from "../support/program.js";

jest.setTimeout(120_000);

describe("the command line", () => {
  it.each([
    [["--help"], /dev .*simulated[^]*scenario /],
    [
      ["dev", "--help"],
      /^Usage: galaxy-kit dev \[options\] \[DIR\]\n[^]*--timings <WHICH> .*[^]*"real", "quick"[^]*--once[^]*--port <N>/,
    ],
    [["scenario", "-h"], /^Usage: galaxy-kit scenario \[options\] \[DIR\]\n[^]*--list/],
    [["help", "pack"], /^Usage: galaxy-kit pack \[options\] \[DIR\]\n/],
    [["--version"], /^\d+\.\d+\.\d+ \(commit [\w-]+\)\nNode: \d+\.\d+\.\d+\nSystem: \w+ [^]+\nGALAXY: .+\n$/],
  ])("responds to %j", async (args, text) => {
    const { code, stdout, stderr } = await Program.run(args);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(text);
  });

  it.each([
    "completion",
    "create",
    "dev",
    "doctor",
    "explain",
    "install",
    "list",
    "open",
    "pack",
    "scenario",
    "settings",
    "show",
    "uninstall",
    "validate",
  ])("shows examples and the exit codes of %s, in 80 and in 60 columns", async (name) => {
    const { stdout } = await runInProcess([name, "--help"]);
    expect(stdout.split("\n").filter((line) => line.length > 80)).toEqual([]);
    const narrow = await runInProcess([name, "--help"], { env: { COLUMNS: "60" } });
    expect(narrow.stdout.split("\n").filter((line) => line.length > 60)).toEqual([]);
    expect(stdout).toMatch(new RegExp(`\n\nExamples:\n  galaxy-kit ${name}[^]*\n\nExit codes: 0`));
  });

  it("opens no file that is not a recorded session", async () => {
    const { code, stderr } = await runInProcess(["open", "package.json", "--no-open"]);
    expect(code).toBe(1);
    expect(stderr).toContain(
      'package.json is not a recorded session. Open a file saved with "Save session" on the page.',
    );
    expect((await runInProcess(["open", "nowhere.ndjson"])).stderr).toContain("nowhere.ndjson does not exist.");
    expect((await runInProcess(["open", "packages"])).stderr).toBe(
      'packages is a folder. Open a file saved with "Save session" on the page.\n',
    );
    // Windows finds no file with such a name.
    const { stderr: unreadable } = await runInProcess(["open", "x".repeat(300)]);
    expect(unreadable).toMatch(/^(Cannot read x+: ENAMETOOLONG.*|x+ does not exist\.)\n$/);
  });

  it("prints no escape sequence of a recorded session, and says if its end is missing", async () => {
    const file = join(newFolder(), "session.ndjson");
    const name = "Shop\u001B]0;owned\u0007\u001B[2J";
    const lines = [{ galaxyKitSession: 1, savedAt: 1 }, { update: { type: "welcome", name } }];
    writeFileSync(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
    const program = new Program(["open", file, "--no-open"]);
    await program.shows(/q quit/);
    await program.destroy();
    expect(program.stdout).toContain("Shop ]0;owned [2J, recorded");
    expect(program.stdout).toContain("The end of the file is missing: not everything that was saved is shown.");
  });

  it("shows its help without loading zod, the bundler or the simulated client", async () => {
    const { code, stderr } = await Program.run(["--help"], { env: reportsLoading("zod", "rolldown", "simulator") });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  });

  it("shows its help if no command is given, with the commands in the order of use", async () => {
    const { code, stdout, stderr } = await runInProcess([]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/\n {2}create [^]*\n {2}dev [^]*\n {2}pack [^]*\n {2}doctor /);
    expect(stdout).toMatch(/\n\nExit codes: 0 success, .*\n\nDocs: https:.*\n$/);
  });

  it.each([
    [["dve"], "Unknown command 'dve'. Did you mean dev?"],
    [["frobnicate"], "Unknown command 'frobnicate'. --help shows the usage."],
    [["__proto__"], "Unknown command '__proto__'. --help shows the usage."],
    [["--frobnicate"], "Unknown option '--frobnicate'. --help shows the usage."],
    [["dev", "--onec"], "Unknown option '--onec'. Did you mean --once?"],
    [["dev", "--frobnicate"], "Unknown option '--frobnicate'. --help shows the usage."],
    [["dev", "one", "two"], "Too many arguments for 'dev'. Expected 1 argument but got 2. --help shows the usage."],
    [
      ["dev", "--timings", "rael"],
      "Option '--timings <WHICH>' argument 'rael' is invalid. Allowed choices are real, quick. --help shows the usage.",
    ],
    [["dev", "--browser"], "Option '--browser <PATH>' argument missing. --help shows the usage."],
    [["dev", "--browser="], "Option '--browser <PATH>' argument missing. --help shows the usage."],
    [["pack", "--target="], "Option '--target <LIST>' argument missing. --help shows the usage."],
    [["dev", "--version"], "Unknown option '--version'. --help shows the usage."],
    [
      ["dev", "--port", "http", "packages/cli/test/fixtures/python-shelf"],
      "--port must be a number from 0 to 65535, but found 'http'.",
    ],
    [["show", "--behavior", "skipLocalGames"], "Unknown behavior 'skipLocalGames'. Did you mean skipsLocalGames?"],
    [["show", "--behavior", "repeatsImports=yes"], "--behavior repeatsImports must be on or off, but found 'yes'."],
    [["show", "--timings", "real", "--seed", "x"], "--seed must be a whole number, but found 'x'."],
    [["dev", "--json"], "--json requires --once."],
    [["scenario", "--only", "strom"], "Unknown scenario 'strom'. Did you mean storm?"],
  ])("refuses %j in one line", async (args, line) => {
    expect(await runInProcess(args)).toEqual({ code: 2, stdout: "", stderr: `${line}\n` });
  });
});

describe("the documentation", () => {
  const root = new URL("../../../../", import.meta.url);
  const read = (path: string): string => readFileSync(new URL(path, root), "utf8");
  const pages = [
    "README.md",
    "CONTRIBUTING.md",
    "packages/cli/README.md",
    "packages/cli/diagnostics.md",
    ...readdirSync(new URL("docs/", root), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".md") && !/^(?:node_modules|\.vitepress|reference[\\/]api)/.test(name))
      .map((name) => `docs/${name.replaceAll("\\", "/")}`),
  ];

  /** The lines of code on a page, and code in its text, without comments. */
  const codeOn = (page: string): string[] => {
    const code = read(page).matchAll(/^```(?:sh|text|yaml)\b.*?\n(.*?)^```|`([^`\n]+)`/gms);
    return [...code]
      .flatMap(([, block, inline]) => (block ?? inline ?? "").split("\n"))
      .map((line) => line.replace(/ #.*/, ""));
  };

  it("shows commands and options that exist", async () => {
    const helpOf = new Map<string, string>();
    const wrong: string[] = [];
    for (const page of pages) {
      for (const line of codeOn(page)) {
        const [, name = "", rest = ""] = /\bgalaxy-kit ([a-z][\w-]*)(.*)|^$/.exec(line) ?? [];
        if (name === "" || name === "help") continue;
        if (!helpOf.has(name)) helpOf.set(name, (await runInProcess([name, "--help"])).stdout);
        const options = [...rest.matchAll(/(?<=\s)--[a-z][\w-]*/g)].map(([option]) => option);
        const help = helpOf.get(name)!;
        if (help === "" || !options.every((option) => help.includes(`${option} `)))
          wrong.push(`${page}: ${line.trim()}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it("shows npm scripts that exist, in this repository or in a new project", () => {
    const manifests = [
      "package.json",
      ...["minimal", "full", "emulator"].map((name) => `packages/cli/templates/${name}/package.json`),
    ];
    const scripts = manifests.flatMap((path) => Object.keys((JSON.parse(read(path)) as { scripts: object }).scripts));
    const wrong = pages.flatMap((page) =>
      codeOn(page).filter((line) => {
        const [, name] = /\bnpm run (?:--?[\w-]+ )*([\w:-]+)/.exec(line) ?? [];
        return name !== undefined && !scripts.includes(name);
      }),
    );
    expect(wrong).toEqual([]);
  });
});
