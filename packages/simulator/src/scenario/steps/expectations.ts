import type { Library } from "../../knowledge/library.js";
import type { Expected } from "../scenario.js";
import { StepSkippedError } from "./failures.js";
import { peakMemory } from "./peak-memory.js";
import type { ScenarioRun } from "./scenario-run.js";
import { stableLibrary } from "./stable-library.js";

/** The current value of everything that can be expected. */
const current: { readonly [Name in keyof Expected]-?: (run: ScenarioRun) => unknown } = {
  state: ({ client }) => client.status.state,
  reason: ({ client }) => client.status.reason,
  library: ({ client }) => plain(client.library),
  imports: ({ client }) => client.imports,
  problems: ({ problems }) => problems,
  received: ({ client }) => client.journal.filter(({ direction }) => direction === "received"),
  log: ({ client }) => client.log.map((entry) => entry.text),
  parts: ({ client }) => client.parts,
  exit: ({ end }) => end,
  unchangedSince: ({ client }) => stableLibrary(client.library),
  peakMemory: ({ client }) => {
    if (client.pid === undefined) throw new StepSkippedError("no process is running whose memory could be measured");
    const megabytes = peakMemory(client.pid);
    if (megabytes !== undefined) return megabytes;
    throw new StepSkippedError(`the memory of a process is not measured on ${process.platform}`);
  },
};

/** Returns a library whose collections have a prototype, as the objects of an expectation do: `$exactly` compares it. */
function plain(library: Library): Library {
  return {
    ...library,
    games: { ...library.games },
    friends: { ...library.friends },
    subscriptions: { ...library.subscriptions },
    rooms: { ...library.rooms },
  };
}

/** Returns what is expected and what there is. */
export function compare(
  run: ScenarioRun,
  expected: Expected,
): { readonly expected: object; readonly received: object } {
  const resolved: Record<string, unknown> = { ...expected };
  if (expected.unchangedSince !== undefined) resolved["unchangedSince"] = recall(run, expected.unchangedSince);
  const received = Object.keys(expected).map((name) => [name, current[name as keyof Expected](run)]);
  return { expected: resolved, received: Object.fromEntries(received) as object };
}

function recall({ remembered }: ScenarioRun, name: string): object {
  const library = remembered.get(name);
  if (library) return { $exactly: library };
  throw new Error(`nothing is remembered as ${JSON.stringify(name)}: add a step "remember" before this one`);
}
