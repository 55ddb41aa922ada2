import type { LocalGame, Logger, Source } from "@galaxy-kit/sdk";
import type { InstalledGame } from "./installed-game.js";

/** The option that a member of a game needs to have an effect. */
const OPTION_OF = { launch: "launch", size: "sizes", timePlayed: "times", lastPlayedTime: "times" } as const;

type Member = keyof typeof OPTION_OF;
type Option = (typeof OPTION_OF)[Member];

/** Logs once that a member of a game has no effect, since its option is missing: the compiler cannot see it. */
export class UnusedMembers {
  readonly #unused: Set<Member>;

  constructor(
    options: Readonly<Record<Option, boolean>>,
    private readonly source: Source<LocalGame>,
    private readonly log: Logger,
  ) {
    this.#unused = new Set((Object.keys(OPTION_OF) as Member[]).filter((member) => !options[OPTION_OF[member]]));
  }

  update(games: readonly InstalledGame[]): void {
    for (const member of this.#unused) {
      if (games.every((game) => game[member] === undefined)) continue;
      this.#unused.delete(member);
      const { name, place } = this.source;
      const remedy = `Add the option \`${OPTION_OF[member]}: true\`, or leave \`${member}\` out.`;
      this.log.warn(`${name} returned \`${member}\`, which has no effect without an option`, { place, remedy });
    }
  }
}
