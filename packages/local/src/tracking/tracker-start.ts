import { OnHandshake, Service } from "@galaxy-kit/sdk";
import { GameTracker } from "./game-tracker.js";

/** Brought along by decorators that need to know about games from the start. */
@Service()
export class TrackerStart {
  constructor(private readonly tracker: GameTracker) {}

  @OnHandshake()
  start(): Promise<void> {
    return this.tracker.start();
  }
}
