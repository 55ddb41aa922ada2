import { injectable } from "tsyringe";
import { recordInjectable } from "../metadata/metadata.js";

type ConcreteClass = new (...dependencies: never[]) => object;

/**
 * Marks a class that the framework makes and injects: a service with annotated methods, or a backend that services use. One
 * instance is made for each run of the integration; its constructor's parameters are injected by their classes, so import
 * those with `import { … }`, not with `import type { … }`. For anything that is no class, use {@link Inject}.
 *
 * @example
 * ```ts
 * @Service()
 * export class ItchLibrary {
 *   constructor(private readonly api: ItchApi, private readonly galaxy: GalaxyClient) {}
 *
 *   @OwnedGames()
 *   owned(): Promise<Game[]> { … }
 * }
 * ```
 */
export function Service(): (target: ConcreteClass) => void {
  return (target) => {
    injectable()(target);
    recordInjectable(target);
  };
}
