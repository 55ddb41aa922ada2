import type { Class } from "../injection-key.js";
import type { Target } from "./metadata.js";
import { sharedMap } from "./shared-map.js";

const companions = sharedMap<readonly Class[]>("companions");

/**
 * Brings a service along: an integration that lists `target` behaves as if it listed `companion`, too. For a decorator that needs
 * decorated methods of its own, such as one that answers an import. A method of the companion gives way if a listed class has one
 * for the same purpose.
 */
export function recordCompanion(target: Target, companion: Class): void {
  companions.set(target, [...(companions.get(target) ?? []), companion]);
}

/** Returns the companions of this class, without those of its base classes. */
export function ownCompanions(target: Target): readonly Class[] {
  return companions.get(target) ?? [];
}
