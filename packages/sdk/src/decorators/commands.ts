import type { Awaitable } from "../awaitable.js";
import { type HandlerDecorator, handlerDecorator } from "./handler-decorator.js";

/**
 * @param gameId the game that the user has clicked
 * @param signal fires when the integration closes; a game that was launched lives on
 */
export type GameCommandHandler = (gameId: string, signal: AbortSignal) => Awaitable<void>;
/** Fits `@LaunchGame()`. */
export type LaunchGameHandler = GameCommandHandler;
/** Fits `@InstallGame()`. */
export type InstallGameHandler = GameCommandHandler;
/** Fits `@UninstallGame()`. */
export type UninstallGameHandler = GameCommandHandler;

/** @param signal fires when the integration closes */
export type PlatformClientHandler = (signal: AbortSignal) => Awaitable<void>;
/** Fits `@LaunchPlatformClient()`. */
export type LaunchPlatformClientHandler = PlatformClientHandler;
/** Fits `@ShutdownPlatformClient()`. */
export type ShutdownPlatformClientHandler = PlatformClientHandler;

/**
 * Starts a game, when the user clicks Play (`launch_game`). Announces `LaunchGame`.
 *
 * Start it detached and do not wait for its end: tell with `GalaxyClient.updateLocalGameStatus` that it runs and that it
 * has ended. Nothing is answered; an error is logged, and the user sees nothing of it.
 */
export function LaunchGame(): HandlerDecorator<LaunchGameHandler> {
  return handlerDecorator("@LaunchGame()", { role: "handler", call: "launchGame" });
}

/** Installs a game, when the user clicks Install (`install_game`). Announces `InstallGame`. An error is logged. */
export function InstallGame(): HandlerDecorator<InstallGameHandler> {
  return handlerDecorator("@InstallGame()", { role: "handler", call: "installGame" });
}

/** Uninstalls a game, when the user asks for it (`uninstall_game`). Announces `UninstallGame`. An error is logged. */
export function UninstallGame(): HandlerDecorator<UninstallGameHandler> {
  return handlerDecorator("@UninstallGame()", { role: "handler", call: "uninstallGame" });
}

/**
 * Starts the platform's own program (`launch_platform_client`). Announces `LaunchPlatformClient`. An error is logged.
 */
export function LaunchPlatformClient(): HandlerDecorator<LaunchPlatformClientHandler> {
  return handlerDecorator("@LaunchPlatformClient()", { role: "handler", call: "launchPlatformClient" });
}

/**
 * Ends the platform's own program (`shutdown_platform_client`), after a game was closed. Announces
 * `ShutdownPlatformClient`. An error is logged.
 */
export function ShutdownPlatformClient(): HandlerDecorator<ShutdownPlatformClientHandler> {
  return handlerDecorator("@ShutdownPlatformClient()", { role: "handler", call: "shutdownPlatformClient" });
}
