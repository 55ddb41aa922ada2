import { flags, id, object } from "../codec/index.js";

/** The state of a game on this computer, combined with `|`. A running game is `Installed | Running`. */
export enum LocalGameState {
  None = 0,
  Installed = 1,
  Running = 2,
}

/** A game on this computer. */
export interface LocalGame {
  /** The game's id on the platform. */
  readonly gameId: string;
  /** Installed, running, or neither. */
  readonly localGameState: LocalGameState;
}

export const localGame = object<LocalGame>("a LocalGame", {
  gameId: id,
  localGameState: flags(
    "LocalGameState.Installed and Running, or None",
    LocalGameState.Installed | LocalGameState.Running,
  ),
});
