import type { ImportKind } from "@galaxy-kit/protocol";
import type { Duration } from "../duration.js";
import type { MethodName } from "../metadata/records.js";
import type { SourceOptions } from "../sources/source.js";
import { type AnyHandler, type HandlerDecorator, handlerDecorator, type InstanceSide } from "./handler-decorator.js";
import type { BatchedOptions, PerItemOptions } from "./import-handlers.js";

/** Names the mistake in a compiler error: the method takes the signal where the context is passed. */
export interface SignalIsThirdParameter<Second> {
  readonly secondParameterIsTheContext: Second;
}

type SecondParameter<Method> = Method extends (id: never, second: infer Second, ...rest: never[]) => unknown
  ? Second
  : unknown;

type IsAny<T> = 0 extends 1 & T ? true : false;

/**
 * The context can have any type, so a method that takes `(id, signal)` would compile and be passed the context as its signal.
 */
type ContextIsSecond<Method, Second = NonNullable<SecondParameter<Method>>> =
  IsAny<Second> extends true
    ? unknown
    : [Second] extends [never]
      ? unknown
      : [Second] extends [AbortSignal]
        ? SignalIsThirdParameter<Second>
        : unknown;

/** Accepts a method that can be called as a `Handler` and does not take the signal as its second parameter. */
export interface ImportDecorator<Handler extends AnyHandler> {
  <Method extends Handler>(
    target: InstanceSide,
    method: MethodName,
    descriptor: TypedPropertyDescriptor<Method> & ContextIsSecond<Method>,
  ): void;
}

/** The options of every form. */
export type ImportDecoratorOptions = PerItemOptions | BatchedOptions;

/** Makes a decorator for a method that is called for one id, or for all ids at once, or that is a source. */
export function importDecorator(
  name: string,
  kind: ImportKind,
  options: (ImportDecoratorOptions & { readonly whilePlaying?: Duration }) | SourceOptions,
): HandlerDecorator<never> {
  if ("refresh" in options) {
    return handlerDecorator(`@${name}()`, { role: "import", kind, batched: true, source: { options } });
  }
  const { timeLimit, whileRunning, whilePlaying } = options;
  const batched = options.batched === true;
  return handlerDecorator(batched ? `@${name}({ batched: true })` : `@${name}()`, {
    role: "import",
    kind,
    batched,
    concurrency: options.batched === true ? undefined : options.concurrency,
    timeLimit,
    whileRunning,
    whilePlaying,
  });
}
