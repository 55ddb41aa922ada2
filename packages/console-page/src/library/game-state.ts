import type { GameRow } from "@galaxy-kit/console";
import { LocalGameState } from "@galaxy-kit/protocol";

type Local = Pick<GameRow, "localGameState">;

export function isRunning({ localGameState = LocalGameState.None }: Local): boolean {
  return (localGameState & LocalGameState.Running) !== 0;
}

/** A running game is installed, even if the integration does not report it. */
export function isInstalled({ localGameState = LocalGameState.None }: Local): boolean {
  return localGameState !== LocalGameState.None;
}

/** Returns the title, or the ID: a local game may be reported before its title is. */
export function titleOf({ gameTitle, gameId }: Pick<GameRow, "gameTitle" | "gameId">): string {
  return gameTitle !== undefined && gameTitle.trim() !== "" ? gameTitle : gameId;
}
