import {
  contributionDecorator,
  type ContributionPoint,
  type HandlerDecorator,
  recordCompanion,
} from "@galaxy-kit/sdk/extend";
import { GAME_STARTED, GAME_STOPPED, type GameEventHandler } from "./event-points.js";
import { GameTracker } from "./game-tracker.js";

/**
 * Calls the method when a game starts, in GALAXY or outside, and when the integration finds that one is already running. What it throws
 * is logged.
 *
 * @example
 * ```ts
 * @OnGameStarted()
 * started(gameId: string, session: GameSession) { … }
 * ```
 */
export function OnGameStarted(): HandlerDecorator<GameEventHandler> {
  return gameEvent(GAME_STARTED, "@OnGameStarted()");
}

/**
 * Calls the method when a game has ended, with how long it was played. A game that ended while the integration did not run is reported
 * at the next start. What it throws is logged.
 */
export function OnGameStopped(): HandlerDecorator<GameEventHandler> {
  return gameEvent(GAME_STOPPED, "@OnGameStopped()");
}

function gameEvent(point: ContributionPoint<GameEventHandler>, name: string): HandlerDecorator<GameEventHandler> {
  const record = contributionDecorator(point, name);
  return (target, method, descriptor) => {
    recordCompanion(target.constructor as never, GameTracker);
    record(target, method, descriptor);
  };
}
