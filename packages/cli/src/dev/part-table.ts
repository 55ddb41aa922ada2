import { conditionOf, isInTrouble, type PartState, type RunningGame } from "@galaxy-kit/protocol";
import { formatCount, formatSize, printable } from "../library/format.js";
import { type Paint, timeOfDay } from "../terminal/paint.js";
import { type Column, renderTable } from "../terminal/table.js";
import { onOneLine } from "../terminal/text.js";

const columns: readonly Column[] = [
  { heading: "Part", isCut: true },
  { heading: "State" },
  { heading: "Last run" },
  { heading: "Next run" },
  { heading: "Details", isCut: true },
];

/** Of a `Date`. */
const MAX_TIME = 8.64e15;

interface Row {
  readonly name: string;
  readonly state: string;
  readonly lastAt?: number | undefined;
  readonly nextAt?: number | undefined;
  readonly details: readonly (string | undefined)[];
}

/** Renders what the parts of an integration are doing. */
export function renderParts(parts: readonly PartState[], paint: Paint, room?: number): string[] {
  if (parts.length === 0)
    return [
      "The integration has no sources, schedules, connections, tracked games, settings, session, stores or caches.",
    ];
  const rows = parts.flatMap((part) => rowsOf(part).map((row) => cellsOf(row, isInTrouble(part), paint)));
  const [headings = "", ...lines] = renderTable(columns, rows, room);
  return [paint("bold", headings), ...lines];
}

function cellsOf({ name, state, lastAt, nextAt, details }: Row, isBad: boolean, paint: Paint): string[] {
  const time = (at: number | undefined): string => (at === undefined ? "" : timeOfDay(at));
  const text = details.filter((detail) => detail !== undefined).join("; ");
  return [printable(name), isBad ? paint("red", state) : state, time(lastAt), time(nextAt), onOneLine(text)];
}

function rowsOf(part: PartState): readonly Row[] {
  const { name } = part;
  const state = conditionOf(part);
  switch (part.kind) {
    case "source": {
      const { at: lastAt, nextAt, count, pending, heldBack, error } = part;
      const details = [
        `${count} known`,
        pending > 0 ? `${formatCount(pending, "change")} to report` : undefined,
        heldBack && `${formatCount(heldBack.count, "removal")} held back: ${heldBack.first.join(", ")}`,
        error,
      ];
      return [{ name, state, lastAt, nextAt, details }];
    }
    case "schedule": {
      const { failingSince, ranAt: lastAt, nextAt, error } = part;
      const since = failingSince === undefined ? undefined : `since ${timeOfDay(failingSince)}`;
      return [{ name, state, lastAt, nextAt, details: [since, error] }];
    }
    case "connection": {
      const { connectedAt, nextAt, failingSince, error } = part;
      const connected = connectedAt === undefined ? undefined : `since ${timeOfDay(connectedAt)}`;
      const failing = failingSince === undefined ? undefined : `failing since ${timeOfDay(failingSince)}`;
      return [{ name, state, nextAt, details: [connected, failing, error] }];
    }
    case "games": {
      const watched = `${formatCount(part.watched, "installed game")} watched`;
      return [{ name, state, details: [watched, part.error] }, ...part.running.map(rowOfGame)];
    }
    case "settings":
      return [{ name, state, details: [part.file, ...part.problems] }];
    case "session": {
      const { expiresAt: nextAt, endsAt, error } = part;
      const ends = endsAt === undefined ? undefined : `ends on ${dateOf(endsAt)}`;
      return [{ name, state, nextAt, details: [ends, error] }];
    }
    case "store": {
      const { entries, bytes, savedAt: lastAt, dropped, location, error } = part;
      const lost = dropped > 0 ? `${formatCount(dropped, "entry", "entries")} dropped` : undefined;
      const size = `${formatCount(entries, "entry", "entries")}, ${formatSize(bytes)}`;
      return [{ name, state, lastAt, details: [size, lost, error, location] }];
    }
    case "cache": {
      const { entries, stale, hits, misses, error } = part;
      const results = `${formatCount(entries, "result")}${stale > 0 ? `, ${stale} stale` : ""}`;
      return [{ name, state, details: [results, `${hits} of ${formatCount(hits + misses, "call")} answered`, error] }];
    }
  }
}

/** An integration can report any number, also one that is not a time. */
function dateOf(time: number): string {
  return Math.abs(time) <= MAX_TIME ? new Date(time).toISOString().slice(0, 10) : String(time);
}

function rowOfGame({ gameId, startedAt, seconds, how }: RunningGame): Row {
  const played = `played for ${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  const details = [`since ${timeOfDay(startedAt)}`, played, how === "outside" ? "started outside GALAXY" : undefined];
  return { name: gameId, state: "running", details };
}
