import type { Class, InjectionKey, Provider } from "@galaxy-kit/sdk";
import { isInjectable } from "@galaxy-kit/sdk/internal";
import type { PluginDefinition } from "../scanning/definition.js";
import { type DefinitionDiagnostic, problems } from "../scanning/problems.js";
import { annotatedMethods, isClass } from "../scanning/scan.js";
import { type Container, createContainer } from "./container.js";
import { dependenciesOf, nameOfKey } from "./dependencies.js";
import { isKey, type ProviderPlan, toPlan } from "./providers.js";

export interface Wiring {
  readonly container: Container;
  readonly problems: readonly DefinitionDiagnostic[];
}

/**
 * Works out how everything that an integration needs is made, and what stands in the way; makes nothing yet.
 *
 * @param builtIns what the framework itself provides
 */
export function wire(definition: PluginDefinition, builtIns: readonly Provider[]): Wiring {
  const walk = new Walk(definition);
  // A later provider takes the place of an earlier one.
  for (const providers of [builtIns, definition.options.providers ?? [], definition.overrides]) walk.provide(providers);
  walk.visitListed();
  walk.visitProviders();
  return { container: walk.container, problems: walk.problems };
}

type Path = readonly InjectionKey[];

/** Follows the constructors from the integration's classes on, and registers everything that it meets. */
class Walk {
  readonly container = createContainer();
  readonly problems: DefinitionDiagnostic[] = [];
  readonly #plans = new Map<InjectionKey, ProviderPlan>();
  readonly #visited = new Set<InjectionKey>();
  readonly #missing = new Set<InjectionKey>();
  readonly #unlisted = new Set<Class>();

  constructor(private readonly definition: PluginDefinition) {}

  provide(providers: readonly Provider[]): void {
    providers.forEach((provider, index) => {
      const plan = toPlan(provider);
      if (!plan) this.problems.push(problems.badProvider(this.definition.plugin, index, provider));
      else if (plan.how.kind === "factory" && !plan.how.inject.every(isKey)) {
        this.problems.push(problems.badInject(this.definition.plugin, index, nameOfKey(plan.key)));
      } else this.#plans.set(plan.key, plan);
    });
  }

  visitProviders(): void {
    for (const key of this.#plans.keys()) this.#visit(key, nameOfKey(key), "", []);
  }

  /** The classes of the integration itself: listed there, they need no decorator to be made. */
  visitListed(): void {
    const { classes } = this.definition;
    for (const target of classes) {
      if (!this.#plans.has(target)) this.#plans.set(target, { key: target, how: { kind: "class", target } });
    }
    for (const target of classes) this.#visit(target, target.name, "", []);
  }

  /** Something is asked for by `key`, in `parameter` of `owner`; `path` is how it was reached. */
  #visit(key: InjectionKey, owner: string, parameter: string, path: Path): void {
    const start = path.indexOf(key);
    if (start !== -1) {
      this.problems.push(problems.circular([...path.slice(start), key].map(nameOfKey)));
    } else if (this.#missing.has(key)) {
      this.#reportMissing(key, owner, parameter);
    } else if (!this.#visited.has(key)) {
      this.#visited.add(key);
      const how = this.#plans.get(key)?.how ?? howToMake(key);
      if (how) this.#register(key, how, [...path, key]);
      else this.#reportMissing(key, owner, parameter);
    }
  }

  /** Told to each that asks for it. */
  #reportMissing(key: InjectionKey, owner: string, parameter: string): void {
    this.#missing.add(key);
    this.problems.push(problems.noProvider(owner, parameter, nameOfKey(key), isClass(key) && !isGlobal(key)));
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
        this.container.provideFactory(key, () => how.make(...how.inject.map((other) => this.container.resolve(other))));
        for (const other of how.inject) this.#visit(other, nameOfKey(key), "its factory", path);
        return;
      case "class":
        this.container.provideClass(key, how.target);
        this.#visitDependencies(how.target, path);
    }
  }

  #visitDependencies(target: Class, path: Path): void {
    const dependencies = dependenciesOf(target);
    if ("untold" in dependencies) {
      const hasDecorator = isInjectable(dependencies.untold);
      this.problems.push(
        hasDecorator ? problems.noMetadata(dependencies.untold) : problems.notDecorated(target, dependencies.untold),
      );
      return;
    }
    for (const { parameter, key, noted } of dependencies) {
      if (key === undefined) {
        this.problems.push(problems.noRuntimeClass(target, parameter, noted));
        continue;
      }
      if (isClass(key)) this.#checkListed(target, key);
      this.#visit(key, target.name, parameter, path);
    }
  }

  /** Annotated methods of a class that is injected only would never be called. */
  #checkListed(owner: Class, dependency: Class): void {
    const { classes, plugin } = this.definition;
    const [first] = annotatedMethods(dependency);
    if (!first || classes.includes(dependency) || this.#unlisted.has(dependency)) return;
    this.#unlisted.add(dependency);
    this.problems.push(problems.notListed(owner, dependency, first.method, plugin));
  }
}

/** A class that nothing provides is made as it is, if it says that it may be: not an abstract one, not somebody else's. */
function howToMake(key: InjectionKey): ProviderPlan["how"] | undefined {
  return isClass(key) && isInjectable(key) ? { kind: "class", target: key } : undefined;
}

function isGlobal(target: Class): boolean {
  return (globalThis as Readonly<Record<string, unknown>>)[target.name] === target;
}
