import type { ContributionPoint } from "../injectables/contributions.js";
import { type AnyHandler, type HandlerDecorator, handlerDecorator } from "./handler-decorator.js";

/**
 * Makes a decorator whose methods are contributed to a point.
 *
 * @param decorator - as the author writes it, for messages: `@CheckSettings()`
 * @param options - what the author passed to the decorator
 */
export function contributionDecorator<Handler extends AnyHandler>(
  point: ContributionPoint<Handler>,
  decorator: string,
  options?: unknown,
): HandlerDecorator<Handler> {
  return handlerDecorator(decorator, { role: "contribution", point, options });
}
