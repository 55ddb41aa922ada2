import { describe, expect, it, jest } from "@jest/globals";
import { runInProcess } from "../support/in-process.js";
import { Program } from "../support/program.js";

jest.setTimeout(120_000);

describe("the command line", () => {
  it.each([
    [["--help"], /dev .*page[^]*scenario /],
    [["dev", "--help"], /\n {2}galaxy-kit dev \[DIR\] \[options\]\n[^]*--port N[^]*--timings real\|quick[^]*--once/],
    [["scenario", "-h"], /\n {2}galaxy-kit scenario \[DIR\] \[options\]\n[^]*--list/],
    [["help", "pack"], /\n {2}galaxy-kit pack \[DIR\] \[options\]\n/],
    [["--version"], /^\d+\.\d+\.\d+\n$/],
  ])("responds to %j", async (args, text) => {
    const { code, stdout, stderr } = await Program.run(args);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(text);
  });

  it.each([
    "create",
    "dev",
    "doctor",
    "explain",
    "install",
    "list",
    "pack",
    "scenario",
    "show",
    "uninstall",
    "validate",
  ])("shows examples and the exit codes of %s", async (name) => {
    const { stdout } = await runInProcess([name, "--help"]);
    expect(stdout).toMatch(new RegExp(`\n\nExamples:\n  galaxy-kit ${name}[^]*\n\nExit codes: 0`));
  });

  it("lists its commands and fails if none is given", async () => {
    const { code, stdout, stderr } = await Program.run([]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain("galaxy-kit <command>");
  });

  it.each([
    [["dve"], "Unknown command 'dve'. Did you mean galaxy-kit dev?"],
    [["frobnicate"], "Unknown command 'frobnicate'. galaxy-kit --help shows the commands."],
    [["__proto__"], "Unknown command '__proto__'. galaxy-kit --help shows the commands."],
    [["--frobnicate"], "Unknown option '--frobnicate'. galaxy-kit --help shows the commands."],
    [["dev", "--onec"], "Unknown option '--onec'. Did you mean --once?"],
    [["dev", "--frobnicate"], "Unknown option '--frobnicate'. --help shows the options."],
    [["dev", "one", "two"], "Unexpected argument 'two'. --help shows the usage."],
    [["dev", "--timings", "rael"], "--timings takes real or quick, found 'rael'. Did you mean real?"],
    [["dev", "--browser="], "--browser needs a value: --browser PATH"],
    [
      ["dev", "--port", "http", "packages/cli/test/fixtures/python-shelf"],
      "--port must be a number from 0 to 65535, but found 'http'.",
    ],
    [["dev", "--json"], "--json requires --once."],
    [["scenario", "--only", "strom"], "Unknown scenario 'strom'. Did you mean storm?"],
  ])("refuses %j in one sentence", async (args, sentence) => {
    expect(await runInProcess(args)).toEqual({ code: 2, stdout: "", stderr: `${sentence}\n` });
  });
});
