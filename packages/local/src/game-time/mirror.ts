import { Service } from "@galaxy-kit/sdk";
import { Persisted, Store } from "@galaxy-kit/state";
import { type MirroredGame, mirroredGame } from "./mirrored-game.js";

/** The totals in GALAXY's cache: a second copy, in case the file is deleted. */
@Service()
export class GameTimeMirror {
  constructor(@Persisted("game-time", { schema: mirroredGame }) readonly games: Store<MirroredGame>) {}
}
