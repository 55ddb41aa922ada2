import type { MethodName } from "../metadata/records.js";
import type { AnyHandler, InstanceSide } from "./handler-decorator.js";

/** Says in a compiler message what is wrong: the signal is taken in the place of the context. */
export interface SignalIsThirdParameter<Second> {
  readonly secondParameterIsTheContext: Second;
}

type SecondParameter<Method> = Method extends (id: never, second: infer Second, ...rest: never[]) => unknown
  ? Second
  : unknown;

type IsAny<T> = 0 extends 1 & T ? true : false;

/** The context may be anything, so that a method that takes `(id, signal)` would fit and be handed the context as its signal. */
type ContextIsSecond<Method, Second = NonNullable<SecondParameter<Method>>> =
  IsAny<Second> extends true
    ? unknown
    : [Second] extends [never]
      ? unknown
      : [Second] extends [AbortSignal]
        ? SignalIsThirdParameter<Second>
        : unknown;

/** Fits methods that can be called as `Handler`, whose second parameter is the context. */
export interface ImportDecorator<Handler extends AnyHandler> {
  <Method extends Handler>(
    target: InstanceSide,
    method: MethodName,
    descriptor: TypedPropertyDescriptor<Method> & ContextIsSecond<Method>,
  ): void;
}
