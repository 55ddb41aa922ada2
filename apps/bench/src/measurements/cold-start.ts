import { Session } from "../session/session.js";
import type { Subject } from "../subjects/subject.js";
import { referenceCases } from "./cases.js";
import type { Measurement } from "./measurement.js";

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

async function start(subject: Subject): Promise<{ value: number }> {
  const session = await Session.start(subject.program());
  await session.end();
  return { value: session.startMs };
}
