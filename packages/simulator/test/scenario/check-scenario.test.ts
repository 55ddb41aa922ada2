import { readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import { checkScenario, ScenarioRefusedError, scenarioSchema } from "../../src/index.js";

const steps = (...list: unknown[]) => ({ name: "x", steps: list });

describe("a scenario is refused, with the place and the remedy", () => {
  const refused: [what: string, scenario: unknown, ...lines: string[]][] = [
    ["not an object", [], "error  expected an object, found []  [invalid-scenario-value]"],
    ["an empty object", {}, "error  name: is missing  [missing-scenario-member]"],
    ["a misspelled member", { ...steps(), limits: 5 }, 'error  limits: unknown member\n    └ Did you mean "limit"?'],
    ["a step that is not an object", steps("start"), 'steps[0]: expected a step, such as { "importsDone": true }'],
    ["an empty step", steps({ start: {} }, {}), "steps[1]: expected exactly one action, found none"],
    [
      "two actions in one step",
      steps({ start: {}, importsDone: true }),
      "steps[0]: expected exactly one action, found start, importsDone",
    ],
    ["an unknown step", steps({ waitfor: {} }), 'steps[0].waitfor: unknown step\n    └ Did you mean "waitFor"?'],
    [
      "an unknown expectation",
      steps({ expect: { stat: "x" } }),
      'steps[0].expect.stat: unknown member\n    └ Did you mean "state"?',
    ],
    [
      "an unknown state",
      steps({ waitFor: { state: "conected" } }),
      "steps[0].waitFor.state: expected one of starting, connecting,",
      'found "conected"\n    └ Did you mean "connected"?',
    ],
    [
      "an unknown matcher",
      steps({ expect: { log: { $contain: [] } } }),
      'steps[0].expect.log.$contain: unknown matcher\n    └ Did you mean "$contains"?  [invalid-matcher]',
    ],
    [
      "a matcher with an invalid argument",
      steps({ expect: { log: { $contains: "x" } } }),
      "steps[0].expect.log.$contains: expected a list",
    ],
    [
      "an invalid pattern",
      steps({ waitFor: { log: { $contains: [{ $matches: "(" }] } } }),
      "steps[0].waitFor.log.$contains[0].$matches: expected a regular expression",
    ],
    [
      "a matcher with other members",
      steps({ expect: { log: { $contains: [], a: 1 } } }),
      "steps[0].expect.log: $contains must be the only member, found $contains, a",
    ],
    [
      "an unknown timing",
      steps({ start: { timings: { pingLimits: 5 } } }),
      'steps[0].start.timings.pingLimits: unknown member\n    └ Did you mean "pingLimit"?',
    ],
    ["a negative time", steps({ pause: -1 }), "steps[0].pause: expected a number, 0 or more, found -1"],
    ["an unknown kind of import", steps({ import: "achievement" }), "steps[0].import: expected one of ownedGames,"],
    [
      "an unknown kind in a list",
      steps({ import: ["achievement"] }),
      "steps[0].import[0]: expected one of ownedGames,",
    ],
    [
      "invalid bytes",
      steps({ sendBytes: "7" }),
      'steps[0].sendBytes: expected bytes in hexadecimal, such as "7b ff 0a", found "7"',
    ],
    [
      "a feature that GALAXY does not know",
      steps({ importsDone: true, ifAnnounced: ["ImportFriend"] }),
      "steps[0].ifAnnounced[0]: expected one of",
    ],
    ["a login without an end", steps({ login: { cookies: [] } }), "steps[0].login.endUri: is missing"],
    [
      "a misspelled parameter that is optional",
      steps({ close: { gracefull: true } }),
      'steps[0].close.gracefull: unknown member\n    └ Did you mean "graceful"?',
    ],
    [
      "neither a number nor true",
      steps({ wire: { readAtMost: "x" } }),
      'steps[0].wire.readAtMost: expected a number or true, found "x"',
    ],
    ["a request without a method", steps({ request: { params: {} } }), "steps[0].request.method: is missing"],
  ];

  it.each(refused)("%s", async (_what, scenario, ...lines) => {
    const error = (await checkScenario(scenario, "my.json").catch((error: unknown) => error)) as Error;
    expect(error).toBeInstanceOf(ScenarioRefusedError);
    expect(error.message).toContain("my.json cannot be run:\n  error  ");
    for (const line of lines) expect(error.message).toContain(line);
  });

  it("all of it at once", async () => {
    const scenario = { steps: [{ pause: "x" }, { nothing: 1 }] };
    await expect(checkScenario(scenario)).rejects.toMatchObject({
      diagnostics: [
        { severity: "error", code: "missing-scenario-member", subject: "name", message: "is missing" },
        { code: "invalid-scenario-value", subject: "steps[0].pause" },
        { code: "unknown-scenario-step", subject: "steps[1].nothing" },
      ],
    });
  });
});

it("the published JSON schema is the one that the code describes", async () => {
  // To update it after a build: node -e 'import("./packages/simulator/dist/index.js").then(async (it) =>
  //   console.log(JSON.stringify(await it.scenarioSchema(), null, 2)))' > packages/simulator/scenarios/scenario.schema.json
  const file = new URL("../../scenarios/scenario.schema.json", import.meta.url);
  expect(JSON.parse(readFileSync(file, "utf8"))).toEqual(await scenarioSchema());
});
