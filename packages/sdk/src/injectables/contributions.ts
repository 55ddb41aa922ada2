import type { Source } from "../sources/source.js";

/** Any method. */
type AnyMethod = (...args: never[]) => unknown;

declare const HANDLER: unique symbol;

/** Where decorated methods are collected for a service of the framework, instead of being called by the client. */
export type ContributionPoint<Handler extends AnyMethod> = symbol & { readonly [HANDLER]: Handler };

/** Makes a contribution point. `name` makes it the same in every copy of a package. */
export function contributionPoint<Handler extends AnyMethod>(name: string): ContributionPoint<Handler> {
  return Symbol.for(`@galaxy-kit/sdk:contributions/${name}`) as ContributionPoint<Handler>;
}

/** The arguments of a handler without its last one, the signal, which the framework appends. */
type WithoutSignal<Arguments extends readonly unknown[]> = Arguments extends readonly [...infer Rest, AbortSignal]
  ? Rest
  : Arguments;

/** A method that was contributed to a point. */
export interface Contribution<Handler extends AnyMethod> {
  /** `Class.method`. */
  readonly name: string;
  /** `Class.method (file:line:column)`. */
  readonly place: string;
  /** What the author passed to the decorator. */
  readonly options: unknown;
  /** What the method is called on. */
  readonly instance: object;
  /** The source that the same method is; undefined if it is none. */
  readonly source: Source | undefined;
  /** Calls the method; rejects with what it throws, and with `Aborted` as soon as the integration closes. */
  run(...args: WithoutSignal<Parameters<Handler>>): Promise<Awaited<ReturnType<Handler>>>;
  /** Calls the method; what it throws is logged. */
  attempt(...args: WithoutSignal<Parameters<Handler>>): Promise<void>;
  /** Logs what the method threw, as the framework does: with its place, and without secrets. */
  logFailure(error: unknown): void;
}

/** The methods that were contributed. Inject it; ask for them in `@OnHandshake()` or later, not in a constructor. */
export abstract class Contributions {
  abstract to<Handler extends AnyMethod>(point: ContributionPoint<Handler>): readonly Contribution<Handler>[];
}
