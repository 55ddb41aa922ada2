import { Session } from "../session/session.js";
import type { Subject } from "../subjects/subject.js";
import { casesOf } from "./cases.js";
import type { Measurement, Sample } from "./measurement.js";

const GAMES = 100_000;

/** One response of 12 MB. */
export const ownedGames: Measurement = {
  name: "owned-games",
  title: `Owned games, ${GAMES.toLocaleString("en")} in one response`,
  unit: "ms",
  better: "less",
  runsPerRound: 1,
  cases: (subjects) => casesOf(subjects, importOwnedGames),
};

function importOwnedGames(subject: Subject): Promise<Sample> {
  return Session.during(subject.program({ ownedGames: GAMES }), async (session) => {
    await session.logIn();
    const started = performance.now();
    await session.requestLarge("import_owned_games");
    const value = performance.now() - started;
    return { value, memory: session.peakMemory };
  });
}
