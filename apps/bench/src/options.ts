import { parseArgs } from "node:util";
import { type Measurement, measurements } from "./measurements/index.js";
import { UsageError } from "./usage-error.js";

const names = measurements.map(({ name }) => name);

export const HELP = `Measures startup, speed and memory of an integration, and compares them with the Python API.

  npm run bench -- [options]

Options:
  --rounds N        how often to measure everything (default: 5)
  --only LIST       run only some measurements: ${names.join(", ")}
  --python LIST     use these interpreters, 3.7 or later (default: those on the PATH and those of pyenv)
  --python-api DIR  compare with the Python API in this folder, which contains galaxy/api/plugin.py
  --json FILE       write all samples to this file (default: bench-results.json)
  --sources         measure only what a source of 50,000 games costs, in one process
  --update-budget   measure nothing; count what the budget limits and write apps/bench/budget.json
  --help            show this help

The report shows medians. Compare figures of one report only, not of two runs. Nothing else should run on the machine.
docs/explanation/performance.md explains the measurements.
`;

/** What to measure, and how. */
export interface Options {
  readonly measurements: readonly Measurement[];
  readonly rounds: number;
  readonly pythons: readonly string[];
  readonly pythonApi: string | undefined;
  readonly json: string;
}

/** @throws `UsageError` if the command line is invalid */
export function parseOptions(args: readonly string[]): Options | "help" | "sources" | "update-budget" {
  const values = parse(args);
  if (values.help) return "help";
  if (values["update-budget"]) return "update-budget";
  if (values.sources) return "sources";
  return {
    measurements: parseMeasurements(values.only),
    rounds: parseRounds(values.rounds),
    pythons: parseList(values.python),
    pythonApi: values["python-api"],
    json: values.json,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        rounds: { type: "string", default: "5" },
        only: { type: "string" },
        python: { type: "string" },
        "python-api": { type: "string" },
        json: { type: "string", default: "bench-results.json" },
        sources: { type: "boolean" },
        "update-budget": { type: "boolean" },
        help: { type: "boolean", short: "h" },
      },
    }).values;
  } catch (error) {
    throw new UsageError((error as Error).message, { cause: error });
  }
}

/** Splits `a,b,c`. */
function parseList(list = ""): string[] {
  return list
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

function parseRounds(rounds: string): number {
  const parsed = Number(rounds);
  if (Number.isInteger(parsed) && parsed > 0) return parsed;
  throw new UsageError(`--rounds must be a positive integer, but found '${rounds}'.`);
}

function parseMeasurements(list: string | undefined): readonly Measurement[] {
  const wanted = parseList(list);
  const unknown = wanted.find((name) => !names.includes(name));
  if (unknown !== undefined) {
    throw new UsageError(`--only: unknown measurement '${unknown}'. Choose from: ${names.join(", ")}.`);
  }
  return wanted.length === 0 ? measurements : measurements.filter(({ name }) => wanted.includes(name));
}
