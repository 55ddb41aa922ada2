import { conditionOf, isInTrouble, type PartCondition, type PartState, type RunningGame } from "@galaxy-kit/protocol";
import { bytes, number, plural } from "../format/amount.js";
import { clockTime, duration, isoDate } from "../format/time.js";

/** A line of the table. */
export interface PartRow {
  /** Unique among the lines. */
  readonly key: string;
  readonly name: string;
  readonly state: string;
  readonly tone: "good" | "bad" | "warn" | "info" | "neutral";
  /** How much is known. */
  readonly count?: number;
  /** Milliseconds since 1970. */
  readonly lastAt?: number | undefined;
  readonly nextAt?: number | undefined;
  readonly details: readonly string[];
}

/** Returns the lines for what the parts of an integration are doing. */
export function partRows(parts: readonly PartState[]): readonly PartRow[] {
  return parts.flatMap((part) => {
    const [first, ...others] = rowsOf(part);
    return [isInTrouble(part) ? { ...first, tone: isWarning(part) ? "warn" : "bad" } : first, ...others];
  });
}

/** Whether it works for now: a source waits for another answer before it removes something, a session ends only soon, a connection may last. */
function isWarning(part: PartState): boolean {
  if (part.kind === "session") return part.state === "active";
  if (part.kind === "connection") return part.state === "connected";
  return part.kind === "source" && part.state !== "failing";
}

function rowsOf(part: PartState): readonly [PartRow, ...PartRow[]] {
  const { kind, name } = part;
  const key = `${kind} ${name}`;
  const state = conditions[conditionOf(part)];
  switch (kind) {
    case "source": {
      const { count, pending, at: lastAt, nextAt, heldBack, error } = part;
      const details = [
        error,
        heldBack && `${plural(heldBack.count, "removal")} held back: ${heldBack.first.join(", ")}`,
        heldBack &&
          `Missing since ${clockTime(heldBack.since)}; ${plural(heldBack.answersNeeded, "more answer")} needed`,
        heldBack?.suspicious ? "So much is missing that the answer may be wrong" : undefined,
        pending > 0 ? `${plural(pending, "change")} to report` : undefined,
      ].filter((detail) => detail !== undefined);
      const tone = part.state === "fresh" ? "good" : "neutral";
      return [{ key, name, state, tone, count, lastAt, nextAt, details }];
    }
    case "schedule": {
      const { running, failingSince, ranAt: lastAt, nextAt, error } = part;
      const since = failingSince === undefined ? undefined : `Failing since ${clockTime(failingSince)}`;
      const details = [error, since].filter((detail) => detail !== undefined);
      return [{ key, name, state, tone: running ? "info" : "neutral", lastAt, nextAt, details }];
    }
    case "connection": {
      const { connectedAt, nextAt, failingSince, error } = part;
      const connected = connectedAt === undefined ? undefined : `Connected since ${clockTime(connectedAt)}`;
      const failing = failingSince === undefined ? undefined : `Failing since ${clockTime(failingSince)}`;
      const details = [connected, error, failing].filter((detail) => detail !== undefined);
      return [{ key, name, state, tone: connectionTones[part.state], nextAt, details }];
    }
    case "games": {
      const { running, watched: count, error } = part;
      const details = error === undefined ? [] : [error];
      return [{ key, name, state, tone: "neutral", count, details }, ...running.map(rowOfGame)];
    }
    case "settings": {
      const { file, problems, values = [] } = part;
      const set = values.map((setting) => `${setting.name}: ${setting.value === "" ? "not set" : setting.value}`);
      return [{ key, name, state, tone: "neutral", details: [...problems, ...set, file] }];
    }
    case "session": {
      const { expiresAt: nextAt, endsAt, endsSoon, error } = part;
      const ends = endsAt === undefined ? undefined : `Ends on ${isoDate(endsAt)}`;
      const soon = endsSoon ? "The user has to log in again soon" : undefined;
      const details = [error, ends, soon].filter((detail) => detail !== undefined);
      const tone = part.state === "active" ? "good" : "neutral";
      return [{ key, name, state, tone, nextAt, details }];
    }
    case "store": {
      const { entries: count, bytes: size, saved, savedAt: lastAt, dropped, location, error } = part;
      const lost = dropped > 0 ? `${plural(dropped, "entry", "entries")} dropped` : undefined;
      const details = [error, bytes(size), lost, location].filter((detail) => detail !== undefined);
      return [{ key, name, state, tone: saved ? "good" : "info", count, lastAt, details }];
    }
    case "cache": {
      const { entries: count, stale, hits, misses, running, error } = part;
      const answered = `${number(hits)} of ${plural(hits + misses, "call")} answered`;
      const details = [error, answered, stale > 0 ? `${number(stale)} stale` : undefined];
      const tone = running > 0 ? "info" : "neutral";
      return [{ key, name, state, tone, count, details: details.filter((detail) => detail !== undefined) }];
    }
  }
}

const conditions: Readonly<Record<PartCondition, string>> = {
  never: "Never run",
  fresh: "Fresh",
  stale: "Stale",
  paused: "Paused",
  running: "Running",
  waiting: "Waiting",
  watching: "Watching",
  connecting: "Connecting",
  connected: "Connected",
  read: "Read",
  invalid: "Invalid",
  none: "Not logged in",
  active: "Logged in",
  lost: "Lost",
  saving: "Saving",
  saved: "Saved",
  failing: "Failing",
};

const connectionTones = { waiting: "neutral", connecting: "info", connected: "good" } as const;

function rowOfGame({ gameId, startedAt, seconds, how }: RunningGame): PartRow {
  const played = `Played for ${duration(seconds * 1000)}`;
  const details = how === "outside" ? [played, "Started outside GALAXY"] : [played];
  return { key: `game ${gameId}`, name: gameId, state: conditions.running, tone: "good", lastAt: startedAt, details };
}
