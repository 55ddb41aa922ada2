import { rename } from "node:fs/promises";
import { Session } from "../session/session.js";
import type { Subject } from "../subjects/subject.js";
import { referenceCases } from "./cases.js";
import type { Measurement, Sample } from "./measurement.js";

/** From the start of the process to the response to `get_capabilities`. */
export const coldStart: Measurement = {
  name: "cold-start",
  title: "Cold start: from the start of the process to the response to get_capabilities",
  unit: "ms",
  better: "less",
  runsPerRound: 5,
  cases: ({ source, packed, transports, pythons }) => [
    ...[source, packed].map((subject) => ({ name: subject.name, role: "ours" as const, run: () => start(subject) })),
    ...transports.map((subject) => ({ name: subject.name, role: "variant" as const, run: () => start(subject) })),
    ...pythons.map(({ version, launched }) => ({
      name: launched.name,
      role: "ours" as const,
      python: version,
      run: () => start(launched),
    })),
    ...referenceCases(pythons, start),
  ],
};

/** The same for what starts for the first time on a computer, or after an update: nothing has been compiled before. */
export const firstStart: Measurement = {
  name: "first-start",
  title: "First start: the same, without cached code",
  unit: "ms",
  better: "less",
  runsPerRound: 5,
  cases: ({ keptCode, pythons }) => [
    ...pythons.map(({ version, launched }) => ({
      name: launched.name,
      role: "ours" as const,
      python: version,
      run: () => without(keptCode, () => start(launched)),
    })),
    ...referenceCases(pythons, start),
  ],
};

/** Runs something while a file does not exist. */
async function without<T>(file: string, run: () => Promise<T>): Promise<T> {
  const aside = `${file}.aside`;
  await rename(file, aside);
  try {
    return await run();
  } finally {
    await rename(aside, file);
  }
}

function start(subject: Subject): Promise<Sample> {
  return Session.during(subject.program(), ({ startMs }) => ({ value: startMs }));
}
