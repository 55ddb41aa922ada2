import { decoratorSite } from "../metadata/call-site.js";
import { recordMethod } from "../metadata/metadata.js";
import type { MethodName, RoleRecord } from "../metadata/records.js";

/** The widest method there is. */
export type AnyHandler = (...args: never[]) => unknown;

/** Constructors have a `prototype`, instances have none: `static` methods are refused. */
export type InstanceSide = object & { readonly prototype?: never };

/** Fits methods that can be called as `Handler`, and nothing else. */
export interface HandlerDecorator<Handler extends AnyHandler> {
  <Method extends Handler>(target: InstanceSide, method: MethodName, descriptor: TypedPropertyDescriptor<Method>): void;
}

/** The one thing that a method decorator does: note what was written. */
export function handlerDecorator<Handler extends AnyHandler>(
  decorator: string,
  role: RoleRecord,
): HandlerDecorator<Handler> {
  return (target, method) => {
    recordMethod(target, { ...role, method, decorator, site: decoratorSite() });
  };
}
