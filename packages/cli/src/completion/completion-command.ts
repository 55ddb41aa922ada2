import { Argument, Command } from "@commander-js/extra-typings";
import type { RunnableCommand } from "../command-line/command.js";
import { type Candidate, complete } from "./complete.js";
import { scriptFor, shells } from "./scripts.js";

export const command: RunnableCommand = (onExit) =>
  new Command("completion")
    .description("Prints a completion script for your shell.")
    .addArgument(new Argument("<SHELL>", "the shell").choices(shells))
    .addArgument(new Argument("[WORDS...]", "the words typed so far; the script passes them"))
    .addHelpText(
      "after",
      `
Add one line to the settings of your shell. galaxy-kit must be on the PATH, as
after npm install --global @galaxy-kit/cli, or ./packages/cli in a clone.

  ~/.bashrc                   eval "$(galaxy-kit completion bash)"
  ~/.zshrc, after compinit    eval "$(galaxy-kit completion zsh)"
  ~/.config/fish/config.fish  galaxy-kit completion fish | source
  $PROFILE of PowerShell      galaxy-kit completion powershell | Out-String |
                                Invoke-Expression

Examples:
  galaxy-kit completion bash
  galaxy-kit completion fish > ~/.config/fish/completions/galaxy-kit.fish

Exit codes: 0 success, 2 invalid arguments.`,
    )
    .action(async (shell, words, _options, { parent }) => {
      const text = words.length === 0 || !parent ? scriptFor(shell) : describe(await complete(parent, words), shell);
      process.stdout.write(text);
      onExit(0);
    });

/** A candidate in each line. Shells other than bash show descriptions. */
function describe(candidates: readonly Candidate[], shell: string): string {
  return candidates
    .map(({ word, description }) => (shell === "bash" || description === "" ? word : `${word}\t${description}`))
    .map((line) => `${line}\n`)
    .join("");
}
