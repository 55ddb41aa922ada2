import type { InstanceSide } from "@galaxy-kit/sdk/extend";
import type { StandardSchemaV1 } from "@standard-schema/spec";
import type { Lossless } from "../json/lossless.js";
import type { Storable } from "../stores/persisted.js";
import type { CacheKey } from "./cached-options.js";

/** Any method whose results can be cached. */
export type AnyMethod = (...args: never[]) => Promise<unknown>;

/** The arguments without the signal at the end. */
type WithoutSignal<Arguments extends readonly unknown[]> =
  Required<Arguments> extends readonly [...infer Rest, AbortSignal] ? Rest : Required<Arguments>;

/** Names the mistake in a compiler error: an argument has no key as JSON. Pass `{ key: (…) => … }`. */
export interface NeedsKey<Arguments> {
  readonly argumentsWithoutKey: Arguments;
}

type HasKey<Method extends AnyMethod, Key extends CacheKey> = [Key] extends [never]
  ? WithoutSignal<Parameters<Method>> extends Lossless<WithoutSignal<Parameters<Method>>>
    ? unknown
    : NeedsKey<Lossless<WithoutSignal<Parameters<Method>>>>
  : Takes<Method, Key>;

type Takes<Method extends AnyMethod, Key extends CacheKey> = [Key] extends [never]
  ? unknown
  : Key extends (...args: Parameters<Method>) => unknown
    ? unknown
    : NeedsKey<Parameters<Method>>;

/** Names the mistake in a compiler error: what the method resolves to is not what the schema describes. */
export interface UnlikeSchema<Result, Described> {
  readonly methodResolvesTo: Result;
  readonly schemaDescribes: Described;
}

type Fits<Method extends AnyMethod, Schema extends StandardSchemaV1> = [Schema] extends [never]
  ? unknown
  : IsSame<Awaited<ReturnType<Method>>, StandardSchemaV1.InferOutput<Schema>> extends true
    ? Storable<Schema>
    : UnlikeSchema<Awaited<ReturnType<Method>>, StandardSchemaV1.InferOutput<Schema>>;

type IsSame<One, Other> = [One] extends [Other] ? ([Other] extends [One] ? true : false) : false;

/** Accepts an asynchronous method whose arguments have a key, and whose results are those of the schema. */
export interface CachedDecorator<
  Key extends CacheKey = never,
  Revision extends CacheKey = never,
  Schema extends StandardSchemaV1 = never,
> {
  <Method extends AnyMethod>(
    target: InstanceSide,
    method: string | symbol,
    descriptor: TypedPropertyDescriptor<Method> & HasKey<Method, Key> & Takes<Method, Revision> & Fits<Method, Schema>,
  ): void;
}
