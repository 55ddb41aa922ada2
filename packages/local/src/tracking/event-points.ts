import type { Awaitable } from "@galaxy-kit/sdk";
import { contributionPoint } from "@galaxy-kit/sdk/extend";
import type { GameSession } from "./game-session.js";

/** A method with `@OnGameStarted()` or `@OnGameStopped()`. */
export type GameEventHandler = (gameId: string, session: GameSession, signal: AbortSignal) => Awaitable<void>;

/** The methods with `@OnGameStarted()`. */
export const GAME_STARTED = contributionPoint<GameEventHandler>("local/game-started");
/** The methods with `@OnGameStopped()`. */
export const GAME_STOPPED = contributionPoint<GameEventHandler>("local/game-stopped");
