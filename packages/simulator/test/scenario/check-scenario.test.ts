import { readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import { checkScenario, ScenarioRefused, scenarioSchema } from "../../src/index.js";

const steps = (...list: unknown[]) => ({ name: "x", steps: list });

describe("a scenario is refused, with the place and what to write instead", () => {
  const refused: [what: string, scenario: unknown, flaw: string][] = [
    ["no object", [], "expected an object, found []"],
    ["nothing in it", {}, "name: is missing"],
    ["a slip in a name", { ...steps(), limits: 5 }, 'limits: there is no such member; did you mean "limit"?'],
    ["a step that is none", steps("start"), 'steps[0]: expected a step, such as { "importsDone": true }'],
    ["an empty step", steps({ start: {} }, {}), "steps[1]: expected one thing to do, found nothing"],
    [
      "two steps in one",
      steps({ start: {}, importsDone: true }),
      "steps[0]: expected one thing to do, found start, importsDone",
    ],
    ["an unknown step", steps({ waitfor: {} }), 'steps[0].waitfor: there is no such step; did you mean "waitFor"?'],
    [
      "an unknown expectation",
      steps({ expect: { stat: "x" } }),
      'steps[0].expect.stat: there is no such member; did you mean "state"?',
    ],
    [
      "a state that there is not",
      steps({ waitFor: { state: "conected" } }),
      'found "conected"; did you mean "connected"?',
    ],
    [
      "an unknown matcher",
      steps({ expect: { log: { $contain: [] } } }),
      'steps[0].expect.log.$contain: there is no such matcher; did you mean "$contains"?',
    ],
    [
      "a matcher that wants something else",
      steps({ expect: { log: { $contains: "x" } } }),
      "steps[0].expect.log.$contains: expected a list",
    ],
    [
      "a pattern that is none",
      steps({ waitFor: { log: { $contains: [{ $matches: "(" }] } } }),
      "steps[0].waitFor.log.$contains[0].$matches: expected a regular expression",
    ],
    [
      "a matcher with company",
      steps({ expect: { log: { $contains: [], a: 1 } } }),
      "steps[0].expect.log: $contains stands alone, found $contains, a",
    ],
    [
      "another timing",
      steps({ start: { timings: { pingLimits: 5 } } }),
      'steps[0].start.timings.pingLimits: there is no such member; did you mean "pingLimit"?',
    ],
    ["a negative time", steps({ pause: -1 }), "steps[0].pause: expected a number, 0 or more, found -1"],
    ["another kind of import", steps({ import: "achievement" }), "steps[0].import: expected one of ownedGames,"],
    [
      "bytes that are none",
      steps({ sendBytes: "7" }),
      'steps[0].sendBytes: expected bytes in hexadecimal, such as "7b ff 0a", found "7"',
    ],
    [
      "a feature that GALAXY does not know",
      steps({ importsDone: true, ifAnnounced: ["ImportFriend"] }),
      "steps[0].ifAnnounced[0]: expected one of",
    ],
    ["a login without an end", steps({ login: { cookies: [] } }), "steps[0].login.endUri: is missing"],
    ["a request without a method", steps({ request: { params: [] } }), "steps[0].request.method: is missing"],
  ];

  it.each(refused)("%s", (_what, scenario, flaw) => {
    expect(() => checkScenario(scenario, "my.json")).toThrow(ScenarioRefused);
    expect(() => checkScenario(scenario, "my.json")).toThrow(`my.json cannot be run:\n  `);
    expect(() => checkScenario(scenario, "my.json")).toThrow(flaw);
  });

  it("all of it at once", () => {
    const scenario = { steps: [{ pause: "x" }, { nothing: 1 }] };
    expect(() => checkScenario(scenario)).toThrow(
      expect.objectContaining({
        flaws: [
          { path: "name", message: "is missing" },
          expect.objectContaining({ path: "steps[0].pause" }),
          expect.objectContaining({ path: "steps[1].nothing" }),
        ],
      }),
    );
  });
});

it("the JSON schema that is published for editors is the one of the code", () => {
  // To renew it after a build: node -e 'import("./packages/simulator/dist/index.js").then((it) =>
  //   console.log(JSON.stringify(it.scenarioSchema(), null, 2)))' > packages/simulator/scenarios/scenario.schema.json
  const file = new URL("../../scenarios/scenario.schema.json", import.meta.url);
  expect(JSON.parse(readFileSync(file, "utf8"))).toEqual(scenarioSchema());
});
