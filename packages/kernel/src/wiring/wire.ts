import { type Class, type InjectionKey, PluginDefinitionError, type Provider } from "@galaxy-kit/sdk";
import { instanceHooksOf, isInjectable, ownMistakes, recipeOf } from "@galaxy-kit/sdk/internal";
import type { PluginDefinition } from "../scanning/definition.js";
import { type DefinitionDiagnostic, diagnose } from "../scanning/diagnostics.js";
import { decoratedMethods, companionsOf, isClass, prototypeChain } from "../scanning/scan.js";
import { type Container, createContainer } from "./container.js";
import { create } from "./create.js";
import { dependenciesOf, nameOfKey } from "./dependencies.js";
import { isKey, type ProviderPlan, toPlan } from "./providers.js";

export interface Wiring {
  readonly container: Container;
  readonly diagnostics: readonly DefinitionDiagnostic[];
  /** Services that injected classes bring along and that the definition lacks. */
  readonly companions: readonly Class[];
  /**
   * Returns what is injected for a key that nothing needed at startup, such as the launcher of a launch spec.
   *
   * @throws {@link PluginDefinitionError} if it cannot be created
   */
  readonly resolveLate: <T>(key: InjectionKey<T>) => T;
}

/**
 * Works out how to create everything that an integration needs, and what prevents it. Creates nothing yet.
 *
 * @param builtIns - the framework's own providers
 */
export function wire(definition: PluginDefinition, builtIns: readonly Provider[]): Wiring {
  const walk = new Walk(definition);
  // A later provider replaces an earlier one.
  for (const providers of [builtIns, definition.options.providers ?? [], definition.overrides]) walk.provide(providers);
  walk.visitListed();
  walk.visitProviders();
  const { container, diagnostics } = walk;
  const companions = [...walk.companions].filter((companion) => !definition.classes.includes(companion));
  const resolveLate = <T>(key: InjectionKey<T>): T => {
    const found = walk.visitLate(key);
    if (found.length > 0) throw new PluginDefinitionError(found);
    return container.resolve(key);
  };
  return { container, diagnostics, companions, resolveLate };
}

type Path = readonly InjectionKey[];

/** Follows the constructors, starting at the integration's classes, and registers everything on the way. */
class Walk {
  readonly container = createContainer();
  readonly diagnostics: DefinitionDiagnostic[] = [];
  readonly companions = new Set<Class>();
  readonly #plans = new Map<InjectionKey, ProviderPlan>();
  readonly #visited = new Set<InjectionKey>();
  readonly #missing = new Set<InjectionKey>();
  readonly #unlisted = new Set<Class>();
  /** The owner of each unique name. */
  readonly #names = new Map<string, string>();

  constructor(private readonly definition: PluginDefinition) {}

  provide(providers: readonly Provider[]): void {
    providers.forEach((provider, index) => {
      const plan = toPlan(provider);
      if (!plan) this.diagnostics.push(diagnose.invalidProvider(this.definition.plugin, index, provider));
      else if (plan.how.kind === "factory" && !plan.how.inject.every(isKey)) {
        this.diagnostics.push(diagnose.invalidInject(this.definition.plugin, index, nameOfKey(plan.key)));
      } else this.#plans.set(plan.key, plan);
    });
  }

  visitProviders(): void {
    for (const key of this.#plans.keys()) this.#visit(key, nameOfKey(key), "", []);
  }

  /** The integration's own classes. They are listed in @GalaxyPlugin(), so they can be constructed without a decorator. */
  visitListed(): void {
    const { classes } = this.definition;
    for (const target of classes) {
      if (!this.#plans.has(target)) {
        this.#plans.set(target, { key: target, how: howToConstruct(target) ?? { kind: "class", target } });
      }
    }
    for (const target of classes) this.#visit(target, target.name, "", []);
  }

  /** Returns what prevents a key that is needed later from being created. */
  visitLate(key: InjectionKey): readonly DefinitionDiagnostic[] {
    const known = this.diagnostics.length;
    this.#visit(key, nameOfKey(key), "", []);
    return this.diagnostics.slice(known);
  }

  /** `parameter` of `owner` needs `key`; `path` leads there. */
  #visit(key: InjectionKey, owner: string, parameter: string, path: Path): void {
    const start = path.indexOf(key);
    if (start !== -1) {
      this.diagnostics.push(diagnose.circularDependency([...path.slice(start), key].map(nameOfKey)));
    } else if (this.#missing.has(key)) {
      this.#reportMissing(key, owner, parameter);
    } else if (!this.#visited.has(key)) {
      this.#visited.add(key);
      const planned = this.#plans.get(key)?.how;
      const how = planned ?? this.#planFor(key, owner, parameter);
      if (!planned && isClass(key)) this.#bringAlong(companionsOf(key));
      if (how) this.#register(key, how, [...path, key]);
      else this.#reportMissing(key, owner, parameter);
    }
  }

  /** Returns how to make a key. Reports a recipe whose unique name is taken. */
  #planFor(key: InjectionKey, owner: string, parameter: string): ProviderPlan["how"] | undefined {
    const name = recipeOf(key)?.unique;
    const first = name === undefined ? undefined : this.#names.get(name);
    if (name !== undefined) {
      if (first === undefined) this.#names.set(name, owner);
      else this.diagnostics.push(diagnose.duplicateName(owner, parameter, name, first));
    }
    return howToConstruct(key);
  }

  /** Reported for each class that needs it. */
  #reportMissing(key: InjectionKey, owner: string, parameter: string): void {
    this.#missing.add(key);
    this.diagnostics.push(diagnose.missingProvider(owner, parameter, nameOfKey(key), isClass(key) && !isGlobal(key)));
  }

  #register(key: InjectionKey, how: ProviderPlan["how"], path: Path): void {
    switch (how.kind) {
      case "value":
        this.container.provideValue(key, how.value);
        return;
      case "alias":
        this.container.provideAlias(key, how.other);
        this.#visit(how.other, nameOfKey(key), "useExisting", path);
        return;
      case "factory":
        if (isClass(key)) this.#reportMistakes(key);
        this.#provide(key, nameOfKey(key), how.inject, how.make);
        for (const other of how.inject) this.#visit(other, nameOfKey(key), "its factory", path);
        return;
      case "class":
        this.#registerClass(key, how.target, path);
    }
  }

  #bringAlong(companions: readonly Class[]): void {
    for (const companion of companions) this.companions.add(companion);
  }

  #reportMistakes(target: Class): void {
    for (const owner of prototypeChain(target)) {
      for (const mistake of ownMistakes(owner)) this.diagnostics.push(diagnose.invalidOption(target, mistake));
    }
  }

  #registerClass(key: InjectionKey, target: Class, path: Path): void {
    this.#bringAlong(companionsOf(target));
    this.#reportMistakes(target);
    const needed = this.#visitDependencies(target, path);
    const hooks = instanceHooksOf(target);
    for (const hook of hooks) for (const other of hook.inject) this.#visit(other, target.name, "a decorator", path);
    this.#provide(key, target.name, needed, (...dependencies) => {
      const instance = new target(...(dependencies as never[]));
      for (const { inject, attach } of hooks) attach(instance, ...inject.map((other) => this.container.resolve(other)));
      return instance;
    });
  }

  #provide(
    key: InjectionKey,
    name: string,
    needed: readonly InjectionKey[],
    make: (...needed: unknown[]) => unknown,
  ): void {
    this.container.provideFactory(key, () => {
      const dependencies = needed.map((other) => this.container.resolve(other));
      return create(name, () => make(...dependencies));
    });
  }

  /** Returns what the constructor takes. */
  #visitDependencies(target: Class, path: Path): readonly InjectionKey[] {
    const dependencies = dependenciesOf(target);
    if ("declaredBy" in dependencies) {
      const { declaredBy } = dependencies;
      this.diagnostics.push(
        isInjectable(declaredBy)
          ? diagnose.missingMetadata(declaredBy)
          : diagnose.missingServiceDecorator(target, declaredBy),
      );
      return [];
    }
    const needed: InjectionKey[] = [];
    for (const { parameter, key, typeName } of dependencies) {
      if (key === undefined) {
        this.diagnostics.push(diagnose.noRuntimeClass(target, parameter, typeName));
        continue;
      }
      if (isClass(key)) this.#checkListed(target, key);
      this.#visit(key, target.name, parameter, path);
      needed.push(key);
    }
    return needed;
  }

  /** The decorated methods of a class that is injected but not listed would never be called. */
  #checkListed(owner: Class, dependency: Class): void {
    const { classes, plugin } = this.definition;
    const [first] = decoratedMethods(dependency);
    if (!first || classes.includes(dependency) || this.#unlisted.has(dependency)) return;
    this.#unlisted.add(dependency);
    this.diagnostics.push(diagnose.unlistedService(owner, dependency, first.method, plugin));
  }
}

/**
 * How to make what no provider provides: by its recipe. A class without one is constructed only if it has @Service(): not if it is
 * abstract, or comes from a library.
 */
function howToConstruct(key: InjectionKey): ProviderPlan["how"] | undefined {
  const recipe = recipeOf(key);
  if (recipe) return { kind: "factory", make: recipe.make, inject: recipe.inject ?? [] };
  return isClass(key) && isInjectable(key) ? { kind: "class", target: key } : undefined;
}

function isGlobal(target: Class): boolean {
  return (globalThis as Readonly<Record<string, unknown>>)[target.name] === target;
}
