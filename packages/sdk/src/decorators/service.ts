import { injectable } from "tsyringe";
import { recordInjectable } from "../metadata/metadata.js";

type ConcreteClass = new (...dependencies: never[]) => object;

/**
 * Marks a class that the framework instantiates and injects: a service with decorated methods, or a backend that services
 * use. One instance is created for each run of the integration.
 *
 * Constructor parameters are injected by their classes, so import those with `import { … }`, not `import type { … }`. For a
 * parameter whose type is not a class, use {@link Inject}.
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
