import type { MethodName } from "../metadata/records.js";
import type { AnyHandler, InstanceSide } from "./handler-decorator.js";

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
