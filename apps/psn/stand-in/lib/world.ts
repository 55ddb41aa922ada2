/** A title as Sony knows it, and what the user has of it. */
export interface StandInTitle {
  readonly titleId: string;
  readonly concept: number | undefined;
  readonly name: string;
  readonly isBought: boolean;
  /** How long it was played, such as `PT10H30M`; undefined if never. */
  readonly playDuration: string | undefined;
  /** The set of trophies, which editions may share. */
  readonly set: string | undefined;
}

/** A set of trophies of the user. */
export interface StandInSet {
  readonly id: string;
  readonly service: "trophy" | "trophy2";
  updated: string;
  /** When each trophy was earned, by its number; undefined if it was not. */
  readonly earned: Map<number, string | undefined>;
}

const ADJECTIVES = ["Silent", "Crimson", "Last", "Hollow", "Distant", "Golden", "Broken", "Winter"];
const NOUNS = ["Harbor", "Orbit", "Garden", "Signal", "Lantern", "Machine", "Kingdom", "River", "Circuit", "Mountain"];
const DAY_MS = 86_400_000;

/**
 * What a user has: of every ten games, two have an edition for PlayStation 4 and one for PlayStation 5, one was played from a disc, one has no
 * concept, and half were never played.
 */
export class World {
  readonly titles: StandInTitle[] = [];
  readonly sets = new Map<string, StandInSet>();

  constructor(
    games: number,
    private readonly now: number,
  ) {
    for (let index = 0; index < games; index += 1) this.add(index);
  }

  /** Earns a trophy. */
  earn(setId: string, trophy: number, date: string): void {
    const set = this.sets.get(setId);
    if (!set) throw new Error(`no set ${setId}`);
    set.earned.set(trophy, date);
    set.updated = date;
  }

  /** Adds a game. */
  add(index: number): void {
    const date = new Date(this.now - index * DAY_MS).toISOString();
    const kind = index % 10;
    const words = `${ADJECTIVES[index % 8]} ${NOUNS[Math.floor(index / 8) % 10]}`;
    const id = String(10_000 + index);
    const isPlayed = kind < 5;
    const set = isPlayed && kind !== 4 ? `NPWR${id}_00` : undefined;
    const game = {
      concept: kind === 3 ? undefined : 200_000 + index,
      name: index < 80 ? words : `${words} ${Math.floor(index / 80) + 1}`,
      isBought: kind !== 2,
      playDuration: isPlayed ? `PT${index + 1}H${kind}M` : undefined,
      set,
    };
    this.titles.push({ titleId: `CUSA${id}_00`, ...game });
    if (kind < 2) this.titles.push({ titleId: `PPSA${id}_00`, ...game, playDuration: kind === 0 ? "PT2H" : undefined });
    if (set === undefined) return;
    const earned = new Map(Array.from({ length: 12 }, (_, trophy) => [trophy, trophy < kind + 1 ? date : undefined]));
    this.sets.set(set, { id: set, service: kind === 0 ? "trophy2" : "trophy", updated: date, earned });
  }
}
