import {
  array,
  boolean,
  type Codec,
  count,
  isPlainObject,
  object,
  oneOf,
  optional,
  refuse,
  string,
} from "./codec/index.js";

/** What a part of an integration is doing, for the tools of a developer. Points in time are milliseconds since 1970. */
export type PartState =
  | ({ readonly kind: "source" } & SourcePart)
  | ({ readonly kind: "schedule" } & SchedulePart)
  | ({ readonly kind: "games" } & GamesPart)
  | ({ readonly kind: "settings" } & SettingsPart)
  | ({ readonly kind: "session" } & SessionPart)
  | ({ readonly kind: "store" } & StorePart)
  | ({ readonly kind: "cache" } & CachePart);

/** A method that is a source. */
export interface SourcePart {
  /** `Class.method`. */
  readonly name: string;
  readonly state: "never" | "fresh" | "stale" | "failing";
  /** How much is known. */
  readonly count: number;
  /** How many changes are yet to be reported to the client. */
  readonly pending: number;
  /** Whether it waits for the user to log in again. */
  readonly paused: boolean;
  /** When the last complete answer came. */
  readonly at?: number | undefined;
  /** When the next run begins. */
  readonly nextAt?: number | undefined;
  /** Why the last run failed. */
  readonly error?: string | undefined;
  readonly heldBack?: HeldBack | undefined;
}

/** What is missing from the last answers of a source, and is not removed yet. */
export interface HeldBack {
  readonly count: number;
  /** Some of the ids. */
  readonly first: readonly string[];
  readonly since: number;
  /** How many more answers have to lack it. */
  readonly answersNeeded: number;
  /** Whether so much is missing that the answer is suspicious. */
  readonly suspicious: boolean;
}

/** A method that is called repeatedly. */
export interface SchedulePart {
  /** `Class.method`. */
  readonly name: string;
  readonly running: boolean;
  /** When the last run began. */
  readonly ranAt?: number | undefined;
  /** When the next run begins. */
  readonly nextAt?: number | undefined;
  /** Since when every run has failed. */
  readonly failingSince?: number | undefined;
  /** Why the last run failed. */
  readonly error?: string | undefined;
}

/** What looks at processes to find out which games are running. */
export interface GamesPart {
  /** The class. */
  readonly name: string;
  readonly running: readonly RunningGame[];
  /** How many installed games are watched. */
  readonly watched: number;
  /** Why the processes cannot be read. */
  readonly error?: string | undefined;
}

/** The session of a game that is running. */
export interface RunningGame {
  readonly gameId: string;
  readonly startedAt: number;
  /** How long it has run so far, without the time that the computer slept. */
  readonly seconds: number;
  /** Where it was started. */
  readonly how: "galaxy" | "outside";
}

/** Settings of the user. */
export interface SettingsPart {
  /** The title. */
  readonly name: string;
  /** The path of the file. */
  readonly file: string;
  /** What is wrong with the file. */
  readonly problems: readonly string[];
  /** What is in effect. */
  readonly values?: readonly Setting[] | undefined;
}

/** A setting as text, masked if it is secret. */
export interface Setting {
  /** The label. */
  readonly name: string;
  /** Empty if nothing is entered. */
  readonly value: string;
}

/** How long the user stays logged in. */
export interface SessionPart {
  /** The class. */
  readonly name: string;
  readonly state: "none" | "active" | "lost";
  /** When the token expires that requests carry. */
  readonly expiresAt?: number | undefined;
  /** When the session ends, even if its token is renewed. */
  readonly endsAt?: number | undefined;
  /** Whether the user has to log in again soon. */
  readonly endsSoon: boolean;
  /** Why it was lost, or could not be renewed. */
  readonly error?: string | undefined;
}

/** Values that outlive a run. */
export interface StorePart {
  readonly name: string;
  /** Where it is, and what deletes it. */
  readonly location: string;
  readonly entries: number;
  /** How much it takes; for stores that share a place, all of them together. */
  readonly bytes: number;
  /** Whether every change has been saved. */
  readonly saved: boolean;
  /** When it was last saved in this run. */
  readonly savedAt?: number | undefined;
  /** How many entries were dropped because they could not be used. */
  readonly dropped: number;
  /** Why it cannot be saved. */
  readonly error?: string | undefined;
}

/** Results that a method keeps for a while. */
export interface CachePart {
  /** `Class.method`. */
  readonly name: string;
  readonly entries: number;
  /** How many of them are old, and used only until there are new ones. */
  readonly stale: number;
  /** How many calls were answered from the cache, and how many were not. */
  readonly hits: number;
  readonly misses: number;
  /** How many calls are running. */
  readonly running: number;
  /** Why an old result could not be replaced. */
  readonly error?: string | undefined;
}

const parts: { readonly [Kind in PartState["kind"]]: Codec<Omit<Extract<PartState, { kind: Kind }>, "kind">> } = {
  source: object<SourcePart>("a source", {
    name: string,
    state: oneOf(["never", "fresh", "stale", "failing"]),
    count,
    pending: count,
    paused: boolean,
    at: optional(count),
    nextAt: optional(count),
    error: optional(string),
    heldBack: optional(
      object<HeldBack>("removals that are held back", {
        count,
        first: array(string),
        since: count,
        answersNeeded: count,
        suspicious: boolean,
      }),
    ),
  }),
  schedule: object<SchedulePart>("a schedule", {
    name: string,
    running: boolean,
    ranAt: optional(count),
    nextAt: optional(count),
    failingSince: optional(count),
    error: optional(string),
  }),
  games: object<GamesPart>("running games", {
    name: string,
    running: array(
      object<RunningGame>("a running game", {
        gameId: string,
        startedAt: count,
        seconds: count,
        how: oneOf(["galaxy", "outside"]),
      }),
    ),
    watched: count,
    error: optional(string),
  }),
  settings: object<SettingsPart>("settings", {
    name: string,
    file: string,
    problems: array(string),
    values: optional(array(object<Setting>("a setting", { name: string, value: string }))),
  }),
  session: object<SessionPart>("a session", {
    name: string,
    state: oneOf(["none", "active", "lost"]),
    expiresAt: optional(count),
    endsAt: optional(count),
    endsSoon: boolean,
    error: optional(string),
  }),
  store: object<StorePart>("a store", {
    name: string,
    location: string,
    entries: count,
    bytes: count,
    saved: boolean,
    savedAt: optional(count),
    dropped: count,
    error: optional(string),
  }),
  cache: object<CachePart>("a cache", {
    name: string,
    entries: count,
    stale: count,
    hits: count,
    misses: count,
    running: count,
    error: optional(string),
  }),
};

const partState: Codec<PartState> = {
  encode: (part) => ({ kind: part.kind, ...(parts[part.kind].encode(part as never) as object) }),
  decode(wire) {
    const kind = isPlainObject(wire) ? wire["kind"] : undefined;
    if (typeof kind !== "string" || !Object.hasOwn(parts, kind)) return refuse("a part of an integration", wire);
    return { kind, ...(parts[kind as PartState["kind"]].decode(wire) as object) } as PartState;
  },
};

/** Whether the author should look at a part: it fails, it holds back removals, or the user has to log in again. */
export function isInTrouble(part: PartState): boolean {
  switch (part.kind) {
    case "source":
      return part.state === "failing" || part.heldBack !== undefined;
    case "schedule":
      return part.failingSince !== undefined;
    case "games":
    case "store":
    case "cache":
      return part.error !== undefined;
    case "settings":
      return part.problems.length > 0;
    case "session":
      return part.state === "lost" || part.endsSoon || part.error !== undefined;
  }
}

const MEMBER = "galaxy_kit_state";
/** No line of a logger begins like this. */
const START = `{"${MEMBER}":`;

/** Returns the content of a line of the log that carries the states of all parts. */
export function partStatesLine(states: readonly PartState[]): { readonly [MEMBER]: readonly unknown[] } {
  return { [MEMBER]: states.map((state) => partState.encode(state)) };
}

/** Reads a line that carries the states of all parts, without those that cannot be read; undefined for any other line. */
export function readPartStates(line: string): readonly PartState[] | undefined {
  if (!line.startsWith(START)) return undefined;
  try {
    const { [MEMBER]: states } = JSON.parse(line) as { readonly [MEMBER]: unknown };
    return Array.isArray(states) ? states.flatMap(readable) : undefined;
  } catch {
    return undefined;
  }
}

/** A newer framework may have other parts. */
function readable(wire: unknown): readonly PartState[] {
  try {
    return [partState.decode(wire)];
  } catch {
    return [];
  }
}
