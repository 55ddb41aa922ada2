import { Session } from "../session/session.js";
import type { Subject } from "../subjects/subject.js";
import { referenceCases } from "./cases.js";
import type { Measurement, Sample } from "./measurement.js";

/** By then, everything that a start loads has been loaded. */
const IDLE_MS = 3000;

/** The memory of an idle integration, including its worker. */
export const idleMemory: Measurement = {
  name: "idle-memory",
  title: "Memory 3 s after the start",
  unit: "MB",
  better: "less",
  runsPerRound: 1,
  cases: ({ packed, pythons }) => {
    if (process.platform !== "linux") return [];
    return [
      { name: packed.name, role: "ours", run: () => resident(packed) },
      { name: "  its share, next to a second one", role: "variant", run: () => shareNextToAnother(packed) },
      ...referenceCases(pythons, resident),
    ];
  },
};

function resident(subject: Subject): Promise<Sample> {
  return Session.during(subject.program(), async (session) => {
    await idle();
    return { value: session.memory?.resident ?? NaN };
  });
}

function shareNextToAnother(subject: Subject): Promise<Sample> {
  return Session.during(subject.program(), (session) =>
    Session.during(subject.program(), async () => {
      await idle();
      return { value: session.memory?.share ?? NaN };
    }),
  );
}

function idle(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, IDLE_MS));
}
