import { createInterface } from "node:readline";
import { ActionRefusedError, type Change, type KnownGame, type SimulatedClient } from "@galaxy-kit/simulator";
import { describeChanges } from "../library/describe-changes.js";
import { isShown } from "../library/shown-games.js";
import { aborted, interruption } from "../terminal/interruption.js";
import { timeOfDay } from "../terminal/paint.js";
import type { ShowOptions } from "./options.js";
import { Screen } from "./screen.js";
import { importsOrTimeout } from "./show-once.js";
import { COMMANDS, parseTypedCommand } from "./typed-command.js";

/**
 * Starts an integration, prints its library, and follows changes until the user quits or the integration fails.
 *
 * @param name - the name of the integration
 * @returns the exit code: 1 if the integration failed
 */
export async function watch(client: SimulatedClient, name: string, options: ShowOptions): Promise<number> {
  const interrupted = interruption();
  return await new Watch(client, new Screen(client, options, interrupted), interrupted).run(name);
}

class Watch {
  constructor(
    private readonly client: SimulatedClient,
    private readonly screen: Screen,
    private readonly interrupted: AbortSignal,
  ) {}

  async run(name: string): Promise<number> {
    const interrupted = aborted(this.interrupted);
    const ended = this.#integrationEnded();
    try {
      await this.client.start();
      const timeout = await Promise.race([
        interrupted,
        ended,
        importsOrTimeout(this.client, (waiting) => this.screen.warn(waiting, "yellow")),
      ]);
      if (timeout !== undefined) this.screen.warn(timeout);
      if (!this.interrupted.aborted && !this.#hasEnded()) {
        this.screen.printLibrary();
        this.screen.print("", `Watching ${name}: ${COMMANDS}.`, "");
        this.#followChanges();
        await Promise.race([interrupted, ended, this.#typedQuit()]);
      }
      if (this.interrupted.aborted || !this.#hasEnded()) return 0;
      const { state, reason } = this.client.status;
      this.screen.warn(`Integration ${state}: ${reason}`);
      return 1;
    } finally {
      await this.client.close();
      this.screen.flush();
      process.stdin.destroy();
    }
  }

  #integrationEnded(): Promise<void> {
    return new Promise((resolve) => {
      this.client.on("state", () => {
        if (this.#hasEnded()) resolve();
      });
    });
  }

  #hasEnded(): boolean {
    return ["crashed", "refused"].includes(this.client.status.state);
  }

  #followChanges(): void {
    const shown = new Map<string, KnownGame>(Object.entries(this.client.library.games));
    this.client.on("changed", ({ subject, ids }: Change) => {
      if (subject !== "games") return;
      for (const id of ids) {
        const game = this.client.library.games[id];
        for (const change of describeChanges(shown.get(id), game)) this.screen.print(`${timeOfDay()}  ${change}`);
        if (isShown(game)) this.screen.numbering.of(id);
        if (game) shown.set(id, game);
        else shown.delete(id);
      }
    });
  }

  /** Reads commands from stdin. Resolves when the user quits. */
  #typedQuit(): Promise<void> {
    return new Promise((resolve) => {
      const lines = createInterface({ input: process.stdin, terminal: false });
      lines.on("line", (line) => {
        if (this.#execute(line) === "quit") resolve();
      });
      lines.on("close", () => {
        // On a terminal, this is Ctrl-D. Otherwise stdin is just empty, and the session continues.
        if (process.stdin.isTTY) resolve();
      });
    });
  }

  #execute(line: string): "quit" | undefined {
    const command = parseTypedCommand(line);
    if (command.kind === "quit") return "quit";
    if (command.kind === "unknown") this.screen.warn(command.hint);
    if (command.kind === "list") this.screen.printTable();
    if (command.kind === "launch") this.#launch(command.number);
    return undefined;
  }

  #launch(number: number): void {
    const gameId = this.screen.numbering.idOf(number);
    if (gameId === undefined) {
      this.screen.warn(`No game has the number ${number}; type l to list the games.`);
      return;
    }
    try {
      this.client.launchGame(gameId);
    } catch (error) {
      if (!(error instanceof ActionRefusedError)) throw error;
      this.screen.warn(error.message);
    }
  }
}
