import { type Codec, isPlainObject, refuse } from "../codec/index.js";
import { type CachePart, cachePart } from "./cache-part.js";
import { type ConnectionPart, connectionPart } from "./connection-part.js";
import { type GamesPart, gamesPart } from "./games-part.js";
import type { PartKind } from "./part-kind.js";
import { type SchedulePart, schedulePart } from "./schedule-part.js";
import { type SessionPart, sessionPart } from "./session-part.js";
import { type SettingsPart, settingsPart } from "./settings-part.js";
import { type SourcePart, sourcePart } from "./source-part.js";
import { type StorePart, storePart } from "./store-part.js";

/** What each kind of part says about itself. */
interface Parts {
  readonly source: SourcePart;
  readonly schedule: SchedulePart;
  readonly connection: ConnectionPart;
  readonly games: GamesPart;
  readonly settings: SettingsPart;
  readonly session: SessionPart;
  readonly store: StorePart;
  readonly cache: CachePart;
}

/** What a part of an integration is doing, for the tools of a developer. Points in time are milliseconds since 1970. */
export type PartState = { [Kind in keyof Parts]: { readonly kind: Kind } & Parts[Kind] }[keyof Parts];

const kinds: { readonly [Kind in keyof Parts]: PartKind<Parts[Kind]> } = {
  source: sourcePart,
  schedule: schedulePart,
  connection: connectionPart,
  games: gamesPart,
  settings: settingsPart,
  session: sessionPart,
  store: storePart,
  cache: cachePart,
};

export const partState: Codec<PartState> = {
  encode: (part) => ({ kind: part.kind, ...(kindOf(part).codec.encode(part) as object) }),
  decode(wire) {
    const kind = isPlainObject(wire) ? wire["kind"] : undefined;
    if (typeof kind !== "string" || !Object.hasOwn(kinds, kind)) return refuse("a part of an integration", wire);
    return { kind, ...(kinds[kind as keyof Parts].codec.decode(wire) as object) } as PartState;
  },
};

/** Whether the author should look at a part: it fails, it holds back removals, or the user has to log in again. */
export function isInTrouble(part: PartState): boolean {
  return kindOf(part).isInTrouble(part);
}

function kindOf(part: PartState): PartKind<PartState> {
  return kinds[part.kind] as PartKind<PartState>;
}
