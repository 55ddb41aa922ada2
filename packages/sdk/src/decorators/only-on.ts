import { limitToSystems } from "../metadata/metadata.js";
import type { AnyHandler, HandlerDecorator } from "./handler-decorator.js";

/** An operating system, as Node.js names it. GALAXY runs on the first two; the simulated client runs on all three. */
export type System = "win32" | "darwin" | "linux";

/**
 * Limits a method to some operating systems: on others it is never called, and its feature is not announced.
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
