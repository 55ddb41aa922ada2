import { type ConnectionState, transitions } from "../../reporting/connection-state.js";
import { choice, described, type Infer, object, type Shape, text } from "../reading/shape.js";
import { StepSkipped } from "../running/failure.js";
import type { Stage } from "../running/stage.js";
import { expected } from "./matching.js";
import { outlasting } from "./outlasting.js";
import { peakMemory } from "./peak-memory.js";

interface Expectation<T> {
  readonly shape: Shape<T>;
  /** What there is. */
  readonly look: (stage: Stage) => unknown;
  /** What there has to be, where that is not simply what the scenario says. */
  readonly resolve?: (stage: Stage, said: T) => unknown;
}

function expectation<T>(description: string, shape: Shape<T>, rest: Omit<Expectation<T>, "shape">): Expectation<T> {
  return { shape: described(description, shape), ...rest };
}

const states = choice(...(Object.keys(transitions) as ConnectionState[]));

/** One of them, or a matcher. A slip of the pen would otherwise be waited for in vain. */
const state: Shape<unknown> = {
  check: (value, path, report) => {
    (typeof value === "string" ? states : expected).check(value, path, report);
  },
  schema: { anyOf: [states.schema, { type: "object" }] },
};

/** Everything that a scenario can expect. */
const expectations = {
  state: expectation("How the integration appears to the user, such as connected.", state, {
    look: ({ client }) => client.status.state,
  }),
  reason: expectation("Why it appears so.", expected, { look: ({ client }) => client.status.reason }),
  library: expectation(
    "What the client has learned: games, friends, subscriptions, features, user and more.",
    expected,
    {
      look: ({ client }) => client.library,
    },
  ),
  imports: expectation("The latest import of each kind: { state, done, failed, total }.", expected, {
    look: ({ client }) => client.imports,
  }),
  problems: expectation("What went wrong or breaks the protocol, of all clients of the scenario.", expected, {
    look: ({ problems }) => problems,
  }),
  received: expectation("The messages of the integration: { type, method, params, result, error }.", expected, {
    look: ({ client }) => client.journal.filter(({ direction }) => direction === "received"),
  }),
  log: expectation("The lines of the integration's log, each a text.", expected, {
    look: ({ client }) => client.log.map((entry) => entry.text),
  }),
  exit: expectation("How the integration has ended after close or die: { code, signal, killed }.", expected, {
    look: ({ end }) => end,
  }),
  unchangedSince: expectation(
    "The name of a step remember: games, friends and subscriptions are the same. Of what changes by itself (play times, " +
      "running games, presences) only that it was told.",
    text,
    {
      look: ({ client }) => outlasting(client.library),
      resolve: ({ remembered }, name) => {
        const library = remembered.get(name);
        if (library) return { $exactly: library };
        throw new Error(`nothing is remembered as ${JSON.stringify(name)}: a step remember belongs before this one`);
      },
    },
  ),
  peakMemory: expectation("The most memory that the process ever had, in MiB. Measured on Linux only.", expected, {
    look: ({ client }) => {
      const megabytes = peakMemory(client.pid);
      if (megabytes === undefined)
        throw new StepSkipped(`the memory of a process is not measured on ${process.platform}`);
      return megabytes;
    },
  }),
};

type Expectations = typeof expectations;
type Shapes = { readonly [Name in keyof Expectations]: Expectations[Name]["shape"] };

/** What a step `expect` says: all of it has to be true. */
export const expectedShape = object(
  {},
  Object.fromEntries(Object.entries(expectations).map(([name, { shape }]) => [name, shape])) as unknown as Shapes,
);
export type Expected = Infer<typeof expectedShape>;

/** What is expected, and what there is. */
export function compare(stage: Stage, said: Expected): { readonly expected: object; readonly received: object } {
  const wanted: Record<string, unknown> = {};
  const received: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(said)) {
    const { look, resolve } = expectations[name as keyof Expectations] as Expectation<unknown>;
    wanted[name] = resolve ? resolve(stage, value) : value;
    received[name] = look(stage);
  }
  return { expected: wanted, received };
}
