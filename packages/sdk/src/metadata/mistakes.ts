import { DecoratorSite } from "./decorator-site.js";
import type { Target } from "./metadata.js";
import { sharedMap } from "./shared-map.js";

/** What is wrong with the options of a decorator. */
export interface Mistake {
  /** As the author wrote it: `@Persisted("offers")`. */
  readonly decorator: string;
  readonly message: string;
  readonly remedy: string;
}

const mistakes = sharedMap<readonly (Mistake & { readonly site: DecoratorSite })[]>("mistakes");

/** Reports a mistake when the integration starts, together with all others. For options that the compiler cannot check. */
export function recordMistake(target: Target, mistake: Mistake): void {
  mistakes.set(target, [...(mistakes.get(target) ?? []), { ...mistake, site: new DecoratorSite() }]);
}

/** Returns the mistakes on this class, without those on its base classes. */
export function ownMistakes(target: Target): readonly (Mistake & { readonly site: DecoratorSite })[] {
  return mistakes.get(target) ?? [];
}
