import { isPlainObject } from "@galaxy-kit/protocol";
import { z } from "zod";
import { type ConnectionState, transitions } from "../../reporting/connection-state.js";
import { matchers } from "../matching/matching.js";
import { didYouMean } from "./did-you-mean.js";

/** Any value, in which matchers such as `{ "$contains": [...] }` can stand in for values. */
export const expectedValue = z.unknown().superRefine(checkMatchers);

const states = z.enum(Object.keys(transitions) as [ConnectionState, ...ConnectionState[]]);

/** A state or a matcher. Any other string would be waited for in vain. */
const expectedState = z.union([states, z.record(z.string(), z.unknown()).superRefine(checkMatchers)]);

const expectation = (description: string) => expectedValue.describe(description).exactOptional();

/** Everything that the steps `expect` and `waitFor` can compare. */
export const expected = z.strictObject({
  state: expectedState.describe("The connection state that the user sees, such as connected.").exactOptional(),
  reason: expectation("The reason for the state."),
  library: expectation("Everything the client knows: games, friends, subscriptions, features, user and more."),
  imports: expectation("The latest import of each kind: { state, done, failed, total }."),
  problems: expectation("Protocol violations and failures, of all clients of the scenario."),
  received: expectation("The messages of the integration: { type, method, params, result, error }."),
  log: expectation("The lines of the integration's log, as strings."),
  parts: expectation(
    "What the parts of the integration are doing: sources, schedules, connections, games, settings, session, stores, caches. Empty if it is not a project.",
  ),
  exit: expectation("How the integration ended after close or die: { code, signal, killed }."),
  unchangedSince: z
    .string()
    .describe(
      "The name given to a step remember: games, friends and subscriptions are the same. Values that change by themselves " +
        "(play times, running games, presences) only have to be present.",
    )
    .exactOptional(),
  peakMemory: expectation("The peak memory of the process, in MiB. Measured on Linux only."),
});

function checkMatchers(value: unknown, context: z.RefinementCtx): void {
  report(value, []);

  function report(part: unknown, path: PropertyKey[]): void {
    if (Array.isArray(part)) part.forEach((item, index) => report(item, [...path, index]));
    if (!isPlainObject(part)) return;
    const names = Object.keys(part);
    for (const name of names.filter((each) => each.startsWith("$"))) {
      const matcher = Object.hasOwn(matchers, name) ? matchers[name] : undefined;
      const known = Object.keys(matchers);
      if (!matcher) {
        const remedy = didYouMean(name, known) ?? `The matchers are ${known.join(", ")}.`;
        issue([...path, name], "unknown matcher", remedy);
      } else if (names.length > 1) {
        issue(path, `${name} must be the only member, found ${names.join(", ")}`);
      } else if (!matcher.accepts(part[name])) {
        issue([...path, name], `expected ${matcher.argument}`);
      }
    }
    for (const name of names) report(part[name], [...path, name]);
  }

  function issue(path: PropertyKey[], message: string, remedy?: string): void {
    context.addIssue({ code: "custom", path, message, params: { code: "invalid-matcher", remedy } });
  }
}
