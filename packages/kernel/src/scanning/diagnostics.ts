import { describe, type Diagnostic } from "@galaxy-kit/protocol";
import type { Class, DefinitionCode } from "@galaxy-kit/sdk";
import type { ownMistakes } from "@galaxy-kit/sdk/internal";
import { type DecoratedMethod, nameOf, placeOf } from "./definition.js";

/** A mistake in the way an integration is written. */
export type DefinitionDiagnostic = Diagnostic<DefinitionCode>;

/** Stands for the name of a class expression without one. */
export const NAMELESS = "a class without a name";

/** Returns the options in which one of them is set, such as `{ removals: { grace: "1h" } }`. */
function nested(option: string, value: string): string {
  return option.split(".").reduceRight((inner, name) => `{ ${name}: ${inner} }`, value);
}

/** For the options of a source that are not durations. */
const SOURCE_REMEDIES: Readonly<Record<string, string>> = {
  "removals.confirm": "Use a positive integer, such as { removals: { confirm: 2 } }.",
  "removals.brake": 'Use a percentage, such as { removals: { brake: "30%" } }.',
  "pace.perSecond": "Use a positive number, such as { pace: { perSecond: 20 } }.",
};

const BACKOFF_REMEDY =
  'Use two durations, the shorter first, such as { backoff: { from: "30s", to: "30m" } }; factor is 2 by default, and at least 1.';

type Subject = Pick<DefinitionDiagnostic, "subject" | "file" | "line" | "column">;

/** Every message about the way an integration is written: what was found, where, and what to write instead. */
export const diagnose = {
  notAPlugin: (found: unknown) =>
    error(
      "not-a-plugin",
      { subject: nameOfClass(found) },
      "not a class with @GalaxyPlugin()",
      "Pass runPlugin() the class that has @GalaxyPlugin({ platform: Platform.… }).",
    ),

  unknownPlatform: (plugin: Class, found: unknown) =>
    error(
      "unknown-platform",
      atClass(plugin),
      `GALAXY does not know the platform ${describe(found)} and would ignore the integration`,
      "Use a member of Platform, such as @GalaxyPlugin({ platform: Platform.ItchIo }).",
    ),

  unknownVariant: (plugin: Class, found: string | undefined, known: readonly string[]) =>
    error(
      "unknown-variant",
      atClass(plugin),
      found === undefined
        ? "variants of @GalaxyPlugin() has no entry"
        : `the variant ${describe(found)} does not exist`,
      known.length === 0
        ? 'Add one, such as variants: { nes: { platform: Platform.NintendoEntertainmentSystem, guid: "…", name: "…" } }.'
        : `Use one of ${known.join(", ")}.`,
    ),

  notAService: (plugin: Class, index: number, found: unknown) =>
    error(
      "not-a-service",
      atClass(plugin),
      `services[${index}] must be a class, but found ${describe(found)}`,
      found === undefined
        ? "Look for files that import each other: the class did not exist yet when @GalaxyPlugin() was evaluated."
        : "List only classes with decorated methods there; anything else belongs in providers.",
    ),

  missingAuthenticate: (plugin: Class) =>
    error(
      "missing-authenticate",
      atClass(plugin),
      "no method has @Authenticate(), so GALAXY could never connect",
      `Add one. If the platform has no accounts, put @NoLogin() on ${plugin.name}.`,
    ),

  duplicateDecorator: (first: DecoratedMethod, second: DecoratedMethod) =>
    error(
      "duplicate-decorator",
      atMethod(second),
      `${second.decorator} is already on ${placeOf(first)}`,
      `Keep one of them and remove ${second.decorator} from the other.`,
    ),

  secondConnection: (method: DecoratedMethod) =>
    error(
      "duplicate-decorator",
      atMethod(method),
      `${method.decorator} is on the method twice, which would open two connections`,
      "Keep one of them. For a second connection, write a second method.",
    ),

  duplicateName: (owner: string, parameter: string, name: string, first: string) =>
    error(
      "duplicate-name",
      { subject: owner },
      `${parameter} is ${name}, which ${first} already has`,
      `Give one of them another name. If both are meant to be the same, inject it in one class, and inject that class in the other.`,
    ),

  invalidOption: (owner: Class, { decorator, message, remedy, site }: ReturnType<typeof ownMistakes>[number]) =>
    error("invalid-option", { ...atClass(owner), ...site.place }, `${decorator}: ${message}`, remedy),

  stepWithoutImport: (step: DecoratedMethod, kind: string) =>
    error(
      "step-without-import",
      atMethod(step),
      `${step.decorator} belongs to an import that does not exist: no method has @${decoratorOfKind(kind)}()`,
      `Add a method with @${decoratorOfKind(kind)}(), or remove ${step.decorator}.`,
    ),

  builtInMethod: (method: DecoratedMethod) =>
    error(
      "built-in-method",
      atMethod(method),
      `${method.decorator} names a method that the framework handles itself`,
      "Use the decorator for that method, if there is one; @Rpc() is only for methods that the framework does not know.",
    ),

  invalidConcurrency: (method: DecoratedMethod, found: unknown) =>
    error(
      "invalid-concurrency",
      atMethod(method),
      `concurrency must be a positive integer, but found ${describe(found)}`,
      "Use a positive integer, such as { concurrency: 5 }.",
    ),

  unlistedService: (owner: Class, dependency: Class, method: DecoratedMethod["method"], plugin: Class) =>
    error(
      "unlisted-service",
      { subject: nameOf({ owner: dependency, method }) },
      `${dependency.name} is injected into ${owner.name} but is not listed as a service, so its decorated methods would never be called`,
      `Add ${dependency.name} to the services of @GalaxyPlugin() on ${plugin.name}.`,
    ),

  noRuntimeClass: (owner: Class, parameter: string, found: string) =>
    error(
      "no-runtime-class",
      atClass(owner),
      `${parameter} has no class at run time, only ${found}`,
      "Import its class with `import { X }`, not `import type { X }`. If its type is not a class, such as an interface or a string, put @Inject(TOKEN) before it. Every constructor parameter of an injected class has to be injected.",
    ),

  missingMetadata: (owner: Class) =>
    error(
      "missing-metadata",
      atClass(owner),
      "its constructor has parameters, but no type metadata was emitted for them",
      'Set "experimentalDecorators" and "emitDecoratorMetadata" in tsconfig.json, and compile with tsc: esbuild and tsx do not emit this metadata.',
    ),

  missingServiceDecorator: (owner: Class, declarer: Class) =>
    owner === declarer
      ? error(
          "missing-service-decorator",
          atClass(owner),
          "its constructor has parameters, but without a decorator TypeScript emits no type metadata for them",
          `Add @Service() to class ${owner.name}.`,
        )
      : error(
          "missing-service-decorator",
          atClass(owner),
          `it inherits the constructor of ${declarer.name}, which has no decorator, so TypeScript emits no type metadata for its parameters`,
          `Declare the constructor in ${owner.name} as well, and pass its parameters on with super(…).`,
        ),

  missingProvider: (owner: string, parameter: string, key: string, isOwnClass: boolean) =>
    error(
      "missing-provider",
      { subject: owner },
      `${parameter} needs ${key}, but nothing provides it`,
      isOwnClass && key === NAMELESS
        ? "Give that class a name and @Service(), so that this message can name it."
        : isOwnClass
          ? `Add @Service() to class ${key}, or add { provide: ${key}, useClass: … } to the providers of @GalaxyPlugin().`
          : `Add { provide: ${key}, useValue: … } to the providers of @GalaxyPlugin().`,
    ),

  invalidInject: (plugin: Class, index: number, key: string) =>
    error(
      "invalid-inject",
      atClass(plugin),
      `the inject list of providers[${index}], which creates ${key}, has an entry that is neither a class nor a token`,
      "Look for files that import each other: the entry did not exist yet when @GalaxyPlugin() was evaluated.",
    ),

  invalidInterval: (method: DecoratedMethod, reason: string) =>
    error(
      "invalid-interval",
      atMethod(method),
      `invalid interval in ${method.decorator}: ${reason}`,
      'Use a duration from "1ms" to "24d", such as @Every("500ms"), @Every("5s") or @Every("10m").',
    ),

  invalidTimeLimit: (method: DecoratedMethod, reason: string) =>
    error(
      "invalid-time-limit",
      atMethod(method),
      `invalid timeLimit in ${method.decorator}: ${reason}`,
      'Use a duration from "1ms" to "24d", such as { timeLimit: "2m" }.',
    ),

  invalidWhilePlaying: (method: DecoratedMethod, reason: string) =>
    error(
      "invalid-while-playing",
      atMethod(method),
      `invalid whilePlaying in ${method.decorator}: ${reason}`,
      'Use a duration from "1ms" to "24d", such as { whilePlaying: "5m" }.',
    ),

  unknownWhatIsPlaying: (method: DecoratedMethod) =>
    error(
      "invalid-while-playing",
      atMethod(method),
      `whilePlaying in ${method.decorator} has no effect, since no source of local games says what is running`,
      'Add @InstalledGames({ refresh: "5s" }) of @galaxy-kit/local or @LocalGames({ refresh: "5s" }), or use refresh instead if the games run elsewhere.',
    ),

  invalidSchedule: (method: DecoratedMethod, option: "backoff" | "jitter", reason: string) =>
    error(
      "invalid-schedule",
      atMethod(method),
      `invalid ${option} in ${method.decorator}: ${reason}`,
      option === "jitter" ? 'Use a percentage from "0%" to "100%", such as { jitter: "10%" }.' : BACKOFF_REMEDY,
    ),

  invalidConnection: (method: DecoratedMethod, option: "backoff" | "connectWithin", reason: string) =>
    error(
      "invalid-connection",
      atMethod(method),
      `invalid ${option} in ${method.decorator}: ${reason}`,
      option === "connectWithin"
        ? 'Use a duration from "1ms" to "24d", such as { connectWithin: "30s" }.'
        : BACKOFF_REMEDY,
    ),

  invalidSource: (method: DecoratedMethod, option: string, reason: string) =>
    error(
      "invalid-source",
      atMethod(method),
      `invalid ${option} in ${method.decorator}: ${reason}`,
      SOURCE_REMEDIES[option] ?? `Use a duration from "1ms" to "24d", such as ${nested(option, '"30s"')}.`,
    ),

  invalidProvider: (plugin: Class, index: number, found: unknown) =>
    error(
      "invalid-provider",
      atClass(plugin),
      `providers[${index}] must be a provider, but found ${describe(found)}`,
      "Use a class with @Service(), or an object with provide and one of useValue, useClass, useFactory and useExisting.",
    ),

  circularDependency: (path: readonly string[]) =>
    error(
      "circular-dependency",
      { subject: path[0] ?? "" },
      `circular dependency: ${path.join(" → ")}`,
      "Move the code that both need into a third class that both inject.",
    ),
};

function error(code: DefinitionCode, subject: Subject, message: string, remedy: string): DefinitionDiagnostic {
  return { severity: "error", code, ...subject, message, remedy };
}

function atClass(target: Class): Subject {
  return { subject: target.name || NAMELESS };
}

function atMethod(method: DecoratedMethod): Subject {
  return { subject: nameOf(method), ...method.site.place };
}

function nameOfClass(found: unknown): string {
  return typeof found === "function" && found.name !== "" ? found.name : describe(found);
}

/** `achievements` → `Achievements`, `osCompatibilities` → `OSCompatibilities`. */
function decoratorOfKind(kind: string): string {
  return kind.replace(/^(os|.)/, (start) => start.toUpperCase());
}
