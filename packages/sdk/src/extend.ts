/**
 * For packages that add decorators and injectables to Galaxy Kit. Integrations do not need it.
 *
 * - A **recipe** makes a token or a class injectable without a provider.
 * - A **companion** is a service that a decorator brings along.
 * - A **contribution** is a decorated method that a companion calls.
 * - An **amendment** completes each result of an import; a **fallback** answers an import if nothing else does.
 * - An **instance hook** prepares every instance of a class.
 * - A **mistake** in the options of a decorator is reported when the integration starts.
 * - A **task** is a contribution that runs instead of the conversation with GALAXY.
 * - A **launch spec** is what `@LaunchGame()` may return.
 * - A **monitor** shows the tools of a developer what a part is doing.
 * - A **source** is a method that returns the complete current state; an adapter turns what it returns into the client's models.
 *
 * @packageDocumentation
 */
export { contributionDecorator } from "./decorators/contribution.js";
export { type AnyHandler, type HandlerDecorator, type InstanceSide } from "./decorators/handler-decorator.js";
export {
  importAmendment,
  type ImportAmendmentHandler,
  importFallback,
  type ImportResult,
} from "./decorators/import-amendment.js";
export { NamedAfter } from "./decorators/named-after.js";
export { localUser } from "./decorators/no-login.js";
export { PlayTimes } from "./decorators/play-times.js";
export { type RawSourceHandler, sourceDecorator, type SourceDefinition } from "./decorators/source-decorator.js";
export { toAgeMs, toMilliseconds } from "./duration.js";
export { Accounts } from "./injectables/accounts.js";
export { Background } from "./injectables/background.js";
export {
  type Contribution,
  type ContributionPoint,
  contributionPoint,
  Contributions,
} from "./injectables/contributions.js";
export { Monitor } from "./injectables/monitor.js";
export { Sources } from "./injectables/sources.js";
export { type TaskHandler, type TaskOptions, TASKS } from "./injectables/tasks.js";
export { isLaunchSpec, LAUNCHER, type Launcher, type LauncherCommand, type LaunchSpec } from "./launch-spec.js";
export { ownCompanions, recordCompanion } from "./metadata/companions.js";
export { type InstanceHook, instanceHooksOf, recordInstanceHook } from "./metadata/instance-hooks.js";
export { recordInjectable, type Target } from "./metadata/metadata.js";
export { type Mistake, recordMistake } from "./metadata/mistakes.js";
export { type Recipe, recipeOf, recordRecipe } from "./metadata/recipe.js";
export type { AmendableKind, SourceCall } from "./metadata/records.js";
export type { ElementAdapter, SourceAdapter } from "./sources/source.js";
export type { PartState } from "@galaxy-kit/protocol";
