import { DecoratorSite } from "../metadata/decorator-site.js";
import { recordMethod } from "../metadata/metadata.js";
import type { MethodName, RoleRecord } from "../metadata/records.js";

/** Any method. */
export type AnyHandler = (...args: never[]) => unknown;

/** Rules out `static` methods: a constructor has a `prototype`, an instance does not. */
export type InstanceSide = object & { readonly prototype?: never };

/** Accepts a method that can be called as a `Handler`, and nothing else. */
export interface HandlerDecorator<Handler extends AnyHandler> {
  <Method extends Handler>(target: InstanceSide, method: MethodName, descriptor: TypedPropertyDescriptor<Method>): void;
}

/** Makes a method decorator, which only records that it was written. */
export function handlerDecorator<Handler extends AnyHandler>(
  decorator: string,
  role: RoleRecord,
): HandlerDecorator<Handler> {
  return (target, method) => {
    recordMethod(target, { ...role, method, decorator, site: new DecoratorSite() });
  };
}
