import type { ListKind } from "../reporting/progress.js";

/** One list in progress. */
interface Round {
  /** Whether the subscriptions arrived while this list, that of the owned games, was in progress. */
  isTooLate: boolean;
  readonly end: (hasArrived: boolean) => void;
}

/** Notices subscriptions that arrive before the owned games of the same round. */
export class CollectorOrder {
  readonly #ownedGames = new Set<Round>();

  begin(kind: ListKind): Round {
    const round: Round = {
      isTooLate: false,
      end: (hasArrived) => {
        this.#ownedGames.delete(round);
        if (kind === "subscriptions" && hasArrived) for (const each of this.#ownedGames) each.isTooLate = true;
      },
    };
    if (kind === "ownedGames") this.#ownedGames.add(round);
    return round;
  }
}
