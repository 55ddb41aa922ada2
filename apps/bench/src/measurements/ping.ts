import { line, Session } from "../session/session.js";
import type { Subject } from "../subjects/subject.js";
import { casesOf } from "./cases.js";
import type { Measurement, Sample } from "./measurement.js";

const PING = line({ id: "1", method: "ping", params: {} });
const LINE_FEED = 0x0a;

/** Sends each ping after the response to the previous one. */
export const sequentialPing: Measurement = {
  name: "ping-sequential",
  title: "Ping, one at a time",
  unit: "/s",
  better: "more",
  runsPerRound: 1,
  cases: (subjects) => casesOf(subjects, (subject) => ping(subject, { pings: 5000, inFlight: 1 })),
};

/** Keeps 200 pings in flight. */
export const pipelinedPing: Measurement = {
  name: "ping-pipelined",
  title: "Ping, 200 in flight",
  unit: "/s",
  better: "more",
  runsPerRound: 1,
  cases: (subjects) => casesOf(subjects, (subject) => ping(subject, { pings: 50_000, inFlight: 200 })),
};

function ping(subject: Subject, { pings, inFlight }: { pings: number; inFlight: number }): Promise<Sample> {
  return Session.during(subject.program(), async (session) => {
    // Warm up: the first pings run code that is not compiled yet.
    await exchange(session, pings / 5, inFlight);
    const started = performance.now();
    await exchange(session, pings, inFlight);
    const seconds = (performance.now() - started) / 1000;
    return { value: pings / seconds, memory: session.peakMemory };
  });
}

function exchange(session: Session, pings: number, inFlight: number): Promise<void> {
  const batch = Buffer.concat(Array.from({ length: inFlight }, () => PING));
  return session.exchange((send, done) => {
    let sent = 0;
    let answered = 0;
    const sendMore = (limit: number): void => {
      const count = Math.min(limit, pings - sent);
      if (count > 0) send(batch.subarray(0, count * PING.length));
      sent += count;
    };
    sendMore(inFlight);
    return (chunk) => {
      const count = countLines(chunk);
      answered += count;
      if (answered === pings) done();
      else sendMore(count);
    };
  });
}

function countLines(chunk: Buffer): number {
  let count = 0;
  for (let at = chunk.indexOf(LINE_FEED); at !== -1; at = chunk.indexOf(LINE_FEED, at + 1)) count++;
  return count;
}
