import { type Form, formNames, gameIds } from "@galaxy-kit/bench-integration";
import { Session, SessionError } from "../session/session.js";
import type { Subject } from "../subjects/subject.js";
import { referenceCases } from "./cases.js";
import type { Measurement, Sample } from "./measurement.js";

const GAMES = 100_000;
const PING_EVERY_MS = 20;

/** 250 MB in 100,000 messages, with pings during the import. */
export const achievements: Measurement = {
  name: "achievements",
  title: `Achievements of ${GAMES.toLocaleString("en")} games with 20 each, with a ping every ${PING_EVERY_MS} ms`,
  unit: "ms",
  better: "less",
  runsPerRound: 1,
  cases: ({ packed, transports, floor, pythons }) => [
    ...formNames.map((form) => ({
      name: `${packed.name}, ${form}`,
      role: "ours" as const,
      run: () => importAchievements(packed, form),
    })),
    ...transports.map((subject) => ({
      name: `${subject.name}, batched`,
      role: "variant" as const,
      run: () => importAchievements(subject, "batched"),
    })),
    ...referenceCases(pythons, importAchievements),
    { name: floor.name, role: "floor", run: () => importAchievements(floor) },
  ],
};

async function importAchievements(subject: Subject, form?: Form): Promise<Sample> {
  const session = await Session.startAndLogIn(subject.program(form && { form }));
  const before = session.lineCount;
  const pings: number[] = [];
  const pending: Promise<unknown>[] = [];
  const started = performance.now();
  const finished = session.notified("achievements_import_finished");
  await session.request("start_achievements_import", { game_ids: gameIds(GAMES) });
  const pinging = setInterval(() => {
    const sent = performance.now();
    pending.push(session.request("ping").then(() => pings.push(performance.now() - sent)));
  }, PING_EVERY_MS);
  try {
    await finished;
  } finally {
    clearInterval(pinging);
  }
  const value = performance.now() - started;
  await Promise.all(pending);
  const memory = session.peakMemory;
  // Minus the responses to the pings and to the request, and the final notification.
  const successes = session.lineCount - before - pings.length - 2;
  await session.end();
  if (successes !== GAMES)
    throw new SessionError(`${subject.name} sent achievements for ${successes} games instead of ${GAMES}.`);
  return { value, memory, pings };
}
