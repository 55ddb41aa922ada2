import { type Form, formNames, gameIds } from "@galaxy-kit/bench-integration";
import { type ImportKind, imports as calls } from "@galaxy-kit/protocol";
import { Session, SessionError } from "../session/session.js";
import type { Subject } from "../subjects/subject.js";
import { referenceCases } from "./cases.js";
import type { Case, Measurement, Sample } from "./measurement.js";

const IDS = 100_000;
const PING_EVERY_MS = 20;

/** 250 MB in 100,000 messages. */
const achievements = importOf(
  "achievements",
  "achievements",
  "Achievements, 20 per game",
  formNames,
  ({ transports }) =>
    transports.map((subject) => ({
      name: `${subject.name}, batched`,
      role: "variant",
      run: () => runImport("achievements", subject, "batched"),
    })),
);

const forms = ["per game", "batched"] as const;

/** The imports with a context, all with pings meanwhile. */
export const imports: readonly Measurement[] = [
  achievements,
  importOf("game-times", "gameTimes", "Game times", forms),
  importOf("library-settings", "librarySettings", "Library settings", forms),
  importOf("os-compatibilities", "osCompatibilities", "OS compatibilities", forms),
  importOf("local-sizes", "localSizes", "Local sizes", forms),
  importOf("presences", "userPresences", "Presences of users", forms),
];

function importOf(
  name: string,
  kind: ImportKind,
  title: string,
  inForms: readonly Form[],
  variants: (subjects: Parameters<Measurement["cases"]>[0]) => readonly Case[] = () => [],
): Measurement {
  return {
    name,
    title: `${title}, ${IDS.toLocaleString("en")} ids, with a ping every ${PING_EVERY_MS} ms`,
    unit: "ms",
    better: "less",
    runsPerRound: 1,
    cases: (subjects) => [
      ...inForms.map((form) => ({
        name: `${subjects.packed.name}, ${form}`,
        role: "ours" as const,
        run: () => runImport(kind, subjects.packed, form),
      })),
      ...variants(subjects),
      ...referenceCases(subjects.pythons, (subject) => runImport(kind, subject)),
      { name: subjects.floor.name, role: "floor", run: () => runImport(kind, subjects.floor) },
    ],
  };
}

async function runImport(kind: ImportKind, subject: Subject, form?: Form): Promise<Sample> {
  return await Session.during(subject.program(form && { form }), async (session) => {
    await session.logIn();
    const { results, ...sample } = await measureImport(kind, session);
    if (results !== IDS) throw new SessionError(`${subject.name} sent results for ${results} ids instead of ${IDS}.`);
    return sample;
  });
}

/** Resolves to the sample, and to how many ids have a result. */
async function measureImport(kind: ImportKind, session: Session): Promise<Sample & { readonly results: number }> {
  const { start, finished: end } = calls[kind];
  const before = session.lineCount;
  const pings: number[] = [];
  const pending: Promise<unknown>[] = [];
  const [property = ""] = start.params.properties;
  const params = start.params.encode({ [property]: gameIds(IDS) }) as object;
  const started = performance.now();
  const finished = session.notified(end.method);
  await session.request(start.method, params);
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
  const results = session.lineCount - before - pings.length - 2;
  return { value, memory, pings, results };
}
