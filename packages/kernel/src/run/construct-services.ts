import type { Class } from "@galaxy-kit/sdk";
import { fromThrown } from "../rpc/error-object.js";
import type { Container } from "../wiring/container.js";

/** Constructs all services at startup, so that a constructor that throws is noticed then. */
export function constructServices(classes: readonly Class[], container: Container): void {
  for (const target of classes) {
    try {
      container.resolve(target);
    } catch (error) {
      throw new Error(`${target.name} could not be constructed: ${fromThrown(error).message}`, { cause: error });
    }
  }
}
