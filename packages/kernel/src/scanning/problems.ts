import { describe, type Diagnostic } from "@galaxy-kit/protocol";
import type { Class, DefinitionCode } from "@galaxy-kit/sdk";
import { type AnnotatedMethod, nameOf, placeOf } from "./definition.js";

/** One mistake in the way an integration is written. */
export type DefinitionDiagnostic = Diagnostic<DefinitionCode>;

/** Every text about how an integration is written: where, what was found, what to write instead. */
export const problems = {
  notAPlugin: (found: unknown): DefinitionDiagnostic => ({
    severity: "error",
    code: "not-a-plugin",
    subject: nameOfClass(found),
    message: "this is no class with @GalaxyPlugin()",
    remedy: "Pass runPlugin the class that carries @GalaxyPlugin({ platform: Platform.… }).",
  }),

  unknownPlatform: (plugin: Class, found: unknown): DefinitionDiagnostic => ({
    severity: "error",
    code: "unknown-platform",
    subject: plugin.name,
    message: `GALAXY does not know the platform ${describe(found)}, and would ignore the integration`,
    remedy: "Write one of Platform, such as @GalaxyPlugin({ platform: Platform.Generic }).",
  }),

  notAService: (plugin: Class, index: number, found: unknown): DefinitionDiagnostic => ({
    severity: "error",
    code: "not-a-service",
    subject: plugin.name,
    message: `services[${index}] is no class but ${describe(found)}`,
    remedy:
      found === undefined
        ? "Look for files that import each other: the class was not there yet when @GalaxyPlugin() was read."
        : "List classes with annotated methods there; anything else belongs into providers.",
  }),

  noAuthenticate: (plugin: Class): DefinitionDiagnostic => ({
    severity: "error",
    code: "missing-authenticate",
    subject: plugin.name,
    message: "no method carries @Authenticate(), so that GALAXY could never connect",
    remedy: 'Add one; without accounts: @Authenticate() login() { return { userId: "local", userName: "Me" }; }',
  }),

  twoMethods: (first: AnnotatedMethod, second: AnnotatedMethod): DefinitionDiagnostic => ({
    severity: "error",
    code: "duplicate-decorator",
    subject: nameOf(second),
    ...second.site,
    message: `${second.decorator} is on ${placeOf(first)} already`,
    remedy: `Keep one of them, and remove ${second.decorator} from the other.`,
  }),

  stepWithoutImport: (step: AnnotatedMethod, kind: string): DefinitionDiagnostic => ({
    severity: "error",
    code: "step-without-import",
    subject: nameOf(step),
    ...step.site,
    message: `${step.decorator} has no import to go with: no method carries @${decoratorOfKind(kind)}()`,
    remedy: `Add a method with @${decoratorOfKind(kind)}(), or remove ${step.decorator}.`,
  }),

  knownMethod: (method: AnnotatedMethod, rpcMethod: string): DefinitionDiagnostic => ({
    severity: "error",
    code: "built-in-method",
    subject: nameOf(method),
    ...method.site,
    message: `${method.decorator} takes a call that the framework answers: ${rpcMethod}`,
    remedy: "Use the decorator that there is for it; @Rpc() is for calls that the framework does not know.",
  }),

  badConcurrency: (method: AnnotatedMethod, found: unknown): DefinitionDiagnostic => ({
    severity: "error",
    code: "invalid-concurrency",
    subject: nameOf(method),
    ...method.site,
    message: `the concurrency is ${describe(found)}`,
    remedy: "Write a whole number from 1 on, such as { concurrency: 5 }.",
  }),

  notListed: (
    owner: Class,
    dependency: Class,
    method: AnnotatedMethod["method"],
    plugin: Class,
  ): DefinitionDiagnostic => ({
    severity: "error",
    code: "unlisted-service",
    subject: nameOf({ owner: dependency, method }),
    message: `${dependency.name} is injected into ${owner.name}, but its annotated methods are not part of the integration`,
    remedy: `Add ${dependency.name} to the services of @GalaxyPlugin() on ${plugin.name}.`,
  }),

  noRuntimeClass: (owner: Class, parameter: string, found: string): DefinitionDiagnostic => ({
    severity: "error",
    code: "no-runtime-class",
    subject: owner.name,
    message: `${parameter} has no class at run time, only ${found}`,
    remedy:
      "Import its class with `import { X }`, not `import type { X }`; for what is no class, such as an interface or a string, write @Inject(TOKEN) before it. An injected class has no parameters of its own beside those.",
  }),

  noMetadata: (owner: Class): DefinitionDiagnostic => ({
    severity: "error",
    code: "missing-metadata",
    subject: owner.name,
    message: "its constructor has parameters, but the compiler has noted nothing of their classes",
    remedy:
      'Set "experimentalDecorators" and "emitDecoratorMetadata" in tsconfig.json, and compile with tsc: esbuild and tsx cannot note them.',
  }),

  notDecorated: (owner: Class, declarer: Class): DefinitionDiagnostic =>
    owner === declarer
      ? {
          severity: "error",
          code: "missing-service-decorator",
          subject: owner.name,
          message: "its constructor has parameters, but without a decorator TypeScript does not tell their classes",
          remedy: `Write @Service() before class ${owner.name}.`,
        }
      : {
          severity: "error",
          code: "missing-service-decorator",
          subject: owner.name,
          message: `it inherits the constructor of ${declarer.name}, and without a decorator there TypeScript does not tell the classes of its parameters`,
          remedy: `Write the constructor in ${owner.name} too, with its parameters, and pass them on with super(…).`,
        },

  noProvider: (owner: string, parameter: string, key: string, isOwnClass: boolean): DefinitionDiagnostic => ({
    severity: "error",
    code: "missing-provider",
    subject: owner,
    message: `nothing provides ${key}, which ${parameter} asks for`,
    remedy: isOwnClass
      ? `Write @Service() before class ${key}, or add { provide: ${key}, useClass: … } to the providers of @GalaxyPlugin().`
      : `Add { provide: ${key}, useValue: … } to the providers of @GalaxyPlugin().`,
  }),

  badInject: (plugin: Class, index: number, key: string): DefinitionDiagnostic => ({
    severity: "error",
    code: "invalid-inject",
    subject: plugin.name,
    message: `the inject of providers[${index}], which makes ${key}, holds something that is no class and no token`,
    remedy: "Look for files that import each other: what it names was not there yet when @GalaxyPlugin() was read.",
  }),

  badInterval: (method: AnnotatedMethod, reason: string): DefinitionDiagnostic => ({
    severity: "error",
    code: "invalid-interval",
    subject: nameOf(method),
    ...method.site,
    message: `the interval of ${method.decorator} cannot be used: ${reason}`,
    remedy: 'Write one from "1ms" to "24d", such as @Every("500ms"), @Every("5s") or @Every("10m").',
  }),

  badProvider: (plugin: Class, index: number, found: unknown): DefinitionDiagnostic => ({
    severity: "error",
    code: "invalid-provider",
    subject: plugin.name,
    message: `providers[${index}] is no provider but ${describe(found)}`,
    remedy: "Write a class with @Service(), or { provide, useValue }, useClass, useFactory or useExisting.",
  }),

  circular: (path: readonly string[]): DefinitionDiagnostic => ({
    severity: "error",
    code: "circular-dependency",
    subject: path[0] ?? "",
    message: `its dependencies go round in a circle: ${path.join(" → ")}`,
    remedy: "Move what both need into a third class that both inject.",
  }),
};

function nameOfClass(found: unknown): string {
  return typeof found === "function" && found.name !== "" ? found.name : describe(found);
}

/** `achievements` → `Achievements`, `osCompatibilities` → `OSCompatibilities`. */
function decoratorOfKind(kind: string): string {
  return kind.replace(/^(os|.)/, (start) => start.toUpperCase());
}
