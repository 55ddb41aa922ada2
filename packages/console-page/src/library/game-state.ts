import type { GameRow } from "@galaxy-kit/console";
import { LocalGameState } from "@galaxy-kit/protocol";

type Local = Pick<GameRow, "localGameState">;

export function isRunning({ localGameState = LocalGameState.None }: Local): boolean {
  return (localGameState & LocalGameState.Running) !== 0;
}

/** A game that runs is there, whether or not the integration says so. */
export function isInstalled({ localGameState = LocalGameState.None }: Local): boolean {
  return localGameState !== LocalGameState.None;
}

/** A game on this computer can be told of before its title is. */
export function titleOf({ gameTitle, gameId }: Pick<GameRow, "gameTitle" | "gameId">): string {
  return gameTitle !== undefined && gameTitle.trim() !== "" ? gameTitle : gameId;
}
