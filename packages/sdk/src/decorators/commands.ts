import type { Awaitable } from "../awaitable.js";
import type { LaunchSpec } from "../launch-spec.js";
import { type HandlerDecorator, handlerDecorator } from "./handler-decorator.js";

/**
 * @param gameId - the game that the user clicked
 * @param signal - aborted when the integration closes; a game that was launched keeps running
 * @returns what to start; nothing if the method has started it itself
 */
export type GameCommandHandler = (gameId: string, signal: AbortSignal) => Awaitable<LaunchSpec | void>;
/** A method with `@LaunchGame()`. */
export type LaunchGameHandler = GameCommandHandler;
/** A method with `@InstallGame()`. */
export type InstallGameHandler = GameCommandHandler;
/** A method with `@UninstallGame()`. */
export type UninstallGameHandler = GameCommandHandler;

/**
 * @param signal - aborted when the integration closes
 * @returns what to start; nothing if the method has done everything itself
 */
export type PlatformClientHandler = (signal: AbortSignal) => Awaitable<LaunchSpec | void>;
/** A method with `@LaunchPlatformClient()`. */
export type LaunchPlatformClientHandler = PlatformClientHandler;
/** A method with `@ShutdownPlatformClient()`. */
export type ShutdownPlatformClientHandler = PlatformClientHandler;

/**
 * Starts a game. Called for `launch_game` when the user clicks Play. Announces the feature `LaunchGame`.
 *
 * Return `exec()` or `uri()` of `@galaxy-kit/local`: the framework starts the game, reports that it is running, and notices when it
 * ends. Or start it yourself, as a detached process, and do not wait for it to exit; then call
 * `GalaxyClient.updateLocalGameStatus` when it starts and again when it exits: the Play button follows these updates.
 *
 * The client expects no response. Errors are logged; the user does not see them.
 *
 * @example
 * ```ts
 * @LaunchGame()
 * launch(gameId: string) {
 *   return exec(this.shop.executableOf(gameId), ["--no-intro"]);
 * }
 * ```
 */
export function LaunchGame(): HandlerDecorator<LaunchGameHandler> {
  return handlerDecorator("@LaunchGame()", { role: "handler", call: "launchGame" });
}

/**
 * Installs a game, or opens the page that does. Called for `install_game` when the user clicks Install. Announces the feature
 * `InstallGame`.
 *
 * Return `exec()` or `uri()` of `@galaxy-kit/local`, or do it yourself. When the game is installed, a source of local games reports it;
 * without one, call `GalaxyClient.updateLocalGameStatus`. Errors are logged; the user does not see them.
 */
export function InstallGame(): HandlerDecorator<InstallGameHandler> {
  return handlerDecorator("@InstallGame()", { role: "handler", call: "installGame" });
}

/**
 * Uninstalls a game. Called for `uninstall_game` when the user chooses Uninstall. Announces the feature `UninstallGame`.
 *
 * Return `exec()` or `uri()` of `@galaxy-kit/local`, or do it yourself. When the game is gone, a source of local games reports it; without
 * one, call `GalaxyClient.updateLocalGameStatus`. Errors are logged; the user does not see them.
 */
export function UninstallGame(): HandlerDecorator<UninstallGameHandler> {
  return handlerDecorator("@UninstallGame()", { role: "handler", call: "uninstallGame" });
}

/**
 * Starts the platform's own client. Called for `launch_platform_client`. Announces the feature `LaunchPlatformClient`.
 *
 * Return `exec()` or `uri()` of `@galaxy-kit/local`, or start it yourself. Errors are logged; the user does not see them.
 */
export function LaunchPlatformClient(): HandlerDecorator<LaunchPlatformClientHandler> {
  return handlerDecorator("@LaunchPlatformClient()", { role: "handler", call: "launchPlatformClient" });
}

/**
 * Closes the platform's own client. Called for `shutdown_platform_client` after a game has exited. Announces the feature
 * `ShutdownPlatformClient`.
 *
 * Return `exec()` or `uri()` of `@galaxy-kit/local`, such as `uri("shop://quit")`, or close it yourself. Errors are logged; the user does not see them.
 */
export function ShutdownPlatformClient(): HandlerDecorator<ShutdownPlatformClientHandler> {
  return handlerDecorator("@ShutdownPlatformClient()", { role: "handler", call: "shutdownPlatformClient" });
}
