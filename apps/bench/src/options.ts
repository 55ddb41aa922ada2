import { type OptionSpecs, UsageError } from "@galaxy-kit/cli";
import { type Measurement, measurements } from "./measurements/index.js";

const names = measurements.map(({ name }) => name);

export const options = {
  rounds: { type: "string", value: "N", description: "how often everything is measured (default: 5)" },
  only: { type: "string", value: "LIST", description: `measure some of: ${names.join(", ")}` },
  python: {
    type: "string",
    value: "LIST",
    description: "these interpreters (default: those on the PATH, and of pyenv; 3.7 or newer)",
  },
  "python-api": {
    type: "string",
    value: "DIR",
    description: "compare with the Python API in this folder: it has galaxy/api/plugin.py in it",
  },
  json: {
    type: "string",
    value: "FILE",
    description: "takes everything that was measured (default: bench-results.json)",
  },
  "update-budget": {
    type: "boolean",
    description: "measure nothing, count what the budget counts, and write it to apps/bench/budget.json",
  },
} as const satisfies OptionSpecs;

/** The parts of `a,b,c`. */
export function parseList(list: string | undefined): string[] {
  return (list ?? "")
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

export function parseRounds(rounds = "5"): number {
  const parsed = Number(rounds);
  if (Number.isInteger(parsed) && parsed > 0) return parsed;
  throw new UsageError(`--rounds takes a whole number above zero, found '${rounds}'.`);
}

export function chooseMeasurements(list: string | undefined): readonly Measurement[] {
  const wanted = parseList(list);
  const unknown = wanted.find((name) => !names.includes(name));
  if (unknown !== undefined)
    throw new UsageError(`--only: there is no measurement '${unknown}'. There are: ${names.join(", ")}.`);
  return wanted.length === 0 ? measurements : measurements.filter(({ name }) => wanted.includes(name));
}
