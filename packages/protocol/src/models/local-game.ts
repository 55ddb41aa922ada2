import { flags, object, string } from "../codec/index.js";

/** What a game is doing on this computer; combine with `|`. A running game is `Installed | Running`. */
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
  gameId: string,
  localGameState: flags(
    "LocalGameState.Installed and Running, or None",
    LocalGameState.Installed | LocalGameState.Running,
  ),
});
