import { limitToSystems } from "../metadata/metadata.js";
import type { AnyHandler, HandlerDecorator } from "./handler-decorator.js";

/** A system that GALAXY or its simulation runs on, as Node names it. */
export type System = "win32" | "darwin" | "linux";

/**
 * Takes an annotated method, and the feature that it announces, away on all other systems.
 *
 * @example
 * ```ts
 * @OnlyOn("win32")
 * @UninstallGame()
 * uninstall(gameId: string) { … }
 * ```
 */
export function OnlyOn(...systems: [System, ...System[]]): HandlerDecorator<AnyHandler> {
  return (target, method) => {
    limitToSystems(target, method, systems);
  };
}
