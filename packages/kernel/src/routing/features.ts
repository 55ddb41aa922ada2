import { clientRequests, Feature } from "@galaxy-kit/protocol";
import type { Logger } from "@galaxy-kit/sdk";
import type { DecoratedMethod } from "../scanning/definition.js";
import { describeRoute } from "./describe-route.js";

const CHAT_CALLS: readonly string[] = Object.entries(clientRequests)
  .filter(([, call]) => call.feature === Feature.Chat)
  .map(([name]) => name);

/** Returns the features to announce, and warns about an integration that GALAXY would not use as its author expects. */
export function announceFeatures(methods: readonly DecoratedMethod[], log: Logger): string[] {
  const features = featuresOf(methods);
  if (features.length === 0) {
    log.warn(
      "This integration announces no features, so GALAXY will not request anything: no service listed in @GalaxyPlugin() has a feature decorator",
    );
  }
  const missing = missingChatCalls(methods);
  if (missing.length > 0) log.warn("Chat is not announced because some of its methods are missing", { missing });
  return features;
}

/** Returns the features of an integration in the protocol's order, followed by those the protocol does not know. */
export function featuresOf(methods: readonly DecoratedMethod[]): string[] {
  const announced = new Set(methods.map((method) => describeRoute(method)?.feature));
  if (missingChatCalls(methods).length > 0) announced.delete(Feature.Chat);
  const known: readonly string[] = Object.values(Feature);
  const unknown = [...announced].filter((feature) => feature !== undefined && !known.includes(feature)) as string[];
  return [...known.filter((feature) => announced.has(feature)), ...unknown];
}

/** Returns the chat methods that are missing; none if the integration has no chat method at all. */
function missingChatCalls(methods: readonly DecoratedMethod[]): string[] {
  const calls = new Set(methods.map((method) => (method.role === "handler" ? method.call : "")));
  const missing = CHAT_CALLS.filter((call) => !calls.has(call));
  return missing.length === CHAT_CALLS.length ? [] : missing;
}
