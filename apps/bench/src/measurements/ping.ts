import { line, Session } from "../session/session.js";
import type { Subject } from "../subjects/subject.js";
import { casesOf } from "./cases.js";
import type { Measurement, Sample } from "./measurement.js";

const PING = line({ id: "1", method: "ping", params: {} });
const LINE_FEED = 0x0a;

/** Each ping is sent when the one before it was answered. */
export const sequentialPing: Measurement = {
  name: "ping-sequential",
  title: "Ping, one after the other",
  unit: "/s",
  better: "more",
  runsInARound: 1,
  cases: (subjects) => casesOf(subjects, (subject) => ping(subject, { pings: 5000, atOnce: 1 })),
};

/** So many pings are always on their way. */
export const pipelinedPing: Measurement = {
  name: "ping-pipelined",
  title: "Ping, 200 on their way",
  unit: "/s",
  better: "more",
  runsInARound: 1,
  cases: (subjects) => casesOf(subjects, (subject) => ping(subject, { pings: 50_000, atOnce: 200 })),
};

async function ping(subject: Subject, { pings, atOnce }: { pings: number; atOnce: number }): Promise<Sample> {
  const session = await Session.start(subject.program());
  // The first ones run code that is not compiled yet.
  await exchange(session, pings / 5, atOnce);
  const started = performance.now();
  await exchange(session, pings, atOnce);
  const seconds = (performance.now() - started) / 1000;
  const memory = session.peakMemory;
  await session.end();
  return { value: pings / seconds, memory };
}

function exchange(session: Session, pings: number, atOnce: number): Promise<void> {
  const many = Buffer.concat(Array.from({ length: atOnce }, () => PING));
  return session.exchange((send, done) => {
    let sent = 0;
    let answered = 0;
    const sendMore = (wanted: number): void => {
      const count = Math.min(wanted, pings - sent);
      if (count > 0) send(many.subarray(0, count * PING.length));
      sent += count;
    };
    sendMore(atOnce);
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
