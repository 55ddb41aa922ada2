import { createInterface } from "node:readline";
import { ActionRefusedError, type Change, type KnownGame, type SimulatedClient } from "@galaxy-kit/simulator";
import { describeChanges } from "../library/describe-changes.js";
import { isShown } from "../library/shown-games.js";
import { aborted, interruption } from "../terminal/interruption.js";
import { timeOfDay } from "../terminal/paint.js";
import { Screen, type ShowOptions } from "./screen.js";
import { COMMANDS, parseTypedCommand } from "./typed-command.js";

/**
 * Starts an integration, shows what it tells, and goes on until the user ends it or the integration has gone. Answers the
 * exit code.
 *
 * @param what - What is watched, for the user to read.
 */
export async function showAndWatch(client: SimulatedClient, what: string, options: ShowOptions): Promise<number> {
  const interrupted = interruption();
  const watch = new Watch(client, new Screen(client, options, interrupted), interrupted);
  return await watch.run(what);
}

class Watch {
  constructor(
    private readonly client: SimulatedClient,
    private readonly screen: Screen,
    private readonly interrupted: AbortSignal,
  ) {}

  async run(what: string): Promise<number> {
    const interrupted = aborted(this.interrupted);
    const gone = this.#integrationGone();
    await this.client.start();
    await Promise.race([interrupted, gone, this.client.importsDone()]);
    if (!this.interrupted.aborted && !this.#hasGone()) {
      this.screen.present();
      this.screen.write("", `Watching ${what}: ${COMMANDS}.`, "");
      this.#followChanges();
      await Promise.race([interrupted, gone, this.#typedQuit()]);
    }
    const hasFailed = !this.interrupted.aborted && this.#hasGone();
    const { state, reason } = this.client.status;
    if (hasFailed) this.screen.complain(`The integration is ${state}: ${reason}`);
    await this.client.close();
    process.stdin.destroy();
    return hasFailed ? 1 : 0;
  }

  #integrationGone(): Promise<void> {
    return new Promise((resolve) => {
      this.client.on("state", () => {
        if (this.#hasGone()) resolve();
      });
    });
  }

  #hasGone(): boolean {
    return ["crashed", "refused"].includes(this.client.status.state);
  }

  #followChanges(): void {
    const shown = new Map<string, KnownGame>(Object.entries(this.client.library.games));
    this.client.on("changed", ({ subject, ids }: Change) => {
      if (subject !== "games") return;
      for (const id of ids) {
        const game = this.client.library.games[id];
        for (const change of describeChanges(shown.get(id), game)) this.screen.write(`${timeOfDay()}  ${change}`);
        if (isShown(game)) this.screen.numbering.of(id);
        if (game) shown.set(id, game);
        else shown.delete(id);
      }
    });
  }

  /** Reads lines, if anybody types some. Resolves when the user has typed that it is enough. */
  #typedQuit(): Promise<void> {
    return new Promise((resolve) => {
      const lines = createInterface({ input: process.stdin, terminal: false });
      lines.on("line", (line) => {
        if (this.#obey(line) === "quit") resolve();
      });
      lines.on("close", () => {
        // At a terminal that is Ctrl-D. Elsewhere there is just nobody who types.
        if (process.stdin.isTTY) resolve();
      });
    });
  }

  #obey(line: string): "quit" | undefined {
    const command = parseTypedCommand(line);
    if (command.kind === "quit") return "quit";
    if (command.kind === "unknown") this.screen.complain(command.hint);
    if (command.kind === "list") this.screen.list();
    if (command.kind === "launch") this.#launch(command.number);
    return undefined;
  }

  #launch(number: number): void {
    const gameId = this.screen.numbering.idOf(number);
    if (gameId === undefined) {
      this.screen.complain(`There is no game ${number}; l lists the games.`);
      return;
    }
    try {
      this.client.launchGame(gameId);
    } catch (error) {
      if (!(error instanceof ActionRefusedError)) throw error;
      this.screen.complain(error.message);
    }
  }
}
