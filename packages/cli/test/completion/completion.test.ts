import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, it, jest } from "@jest/globals";
import { runInProcess } from "../support/in-process.js";

jest.setTimeout(60_000);

const MAIN = fileURLToPath(new URL("../../dist/main.js", import.meta.url));

async function completed(...words: readonly string[]): Promise<string[]> {
  const { stdout } = await runInProcess(["completion", "bash", "--", ...words]);
  return stdout.split("\n").filter((line) => line !== "");
}

describe("a word", () => {
  it.each([
    [["va"], ["validate"]],
    [["--v"], ["--version"]],
    [["help", "pa"], ["pack"]],
    [
      ["validate", "--"],
      ["--strict", "--json", "--help"],
    ],
    [["dev", "--onc"], ["--once"]],
    [
      ["show", "plugins/itch", "--client", ""],
      ["2.0", "2.1"],
    ],
    [["create", "--template", "f"], ["full"]],
    [["completion", "z"], ["zsh"]],
    [["explain", "missing-g"], ["missing-guid"]],
    [["scenario", "--only", "client-d"], ["client-dies"]],
    // GALAXY may have no folder here.
    [["uninstall", "no-such-platform"], []],
    // PowerShell cannot pass an empty word.
    [
      ["completion", " "],
      ["bash", "zsh", "fish", "powershell"],
    ],
  ])("%j is completed from the declarations of the commands", async (words, candidates) => {
    expect(await completed(...words)).toEqual(candidates);
  });

  it.each([[["pack", ""]], [["pack", "--out", ""]], [["frobnicate", ""]], [["help", "pack", ""]]])(
    "%j is left to the shell, which completes files",
    async (words) => {
      expect(await completed(...words)).toEqual([]);
    },
  );

  it("is described for shells that show it", async () => {
    const { stdout } = await runInProcess(["completion", "fish", "--", "pac"]);
    expect(stdout).toBe("pack\tPacks an integration into zips that GALAXY can load.\n");
  });
});

describe("a script", () => {
  /** What a shell does when a user has typed `galaxy-kit validate --st` and presses the tab key. */
  const shells = {
    bash: 'COMP_WORDS=(galaxy-kit validate --st); COMP_CWORD=2; _galaxy_kit galaxy-kit; echo "${COMPREPLY[*]}"',
    zsh: "words=(galaxy-kit validate --st); CURRENT=3; _describe() { print -l -- ${(P)2} }; _galaxy_kit",
    fish: 'complete -C "galaxy-kit validate --st"',
  } as const;
  const isInstalled = (shell: string): boolean => spawnSync(shell, ["-c", "exit"]).status === 0;

  it.each(Object.entries(shells))("completes in %s", async (shell, press) => {
    // CI has bash; the others are optional.
    if (!isInstalled(shell)) return;
    const { stdout } = await runInProcess(["completion", shell]);
    const program = `galaxy-kit() { '${process.execPath}' '${MAIN}' "$@"; }`;
    const script =
      shell === "fish"
        ? `function galaxy-kit; '${process.execPath}' '${MAIN}' $argv; end\n${stdout}\n${press}`
        : `${program}\n${shell === "zsh" ? "compdef() { }\n" : ""}${stdout}\n${press}`;
    const run = spawnSync(shell, ["-c", script], { encoding: "utf8" });
    expect({ stderr: run.stderr, words: run.stdout.split(/[\s:]/)[0] }).toEqual({ stderr: "", words: "--strict" });
  });
});
