import { GalaxyClient, LocalGameState, Service } from "@galaxy-kit/sdk";
import { Sources } from "@galaxy-kit/sdk/extend";

/** Reports to GALAXY whether a game is running. */
@Service()
export class LocalStates {
  /** Keep a source from removing a game that is running. */
  readonly #holds = new Map<string, () => void>();
  #isOpen = false;

  constructor(
    private readonly galaxy: GalaxyClient,
    private readonly sources: Sources,
  ) {}

  report(gameId: string, isInstalled: boolean, isRunning: boolean): void {
    if (isRunning && !this.#holds.has(gameId)) this.#holds.set(gameId, this.sources.hold(gameId));
    if (!isRunning) this.#release(gameId);
    const state = { gameId, localGameState: localGameState(isInstalled, isRunning) };
    const source = this.sources.find("localGames");
    // A source knows what GALAXY knows already, and when to report the rest.
    if (source) source.put(state);
    else if (this.#isOpen) this.galaxy.updateLocalGameStatus(state);
  }

  /** GALAXY follows reports from the login on, and certainly when the user has clicked Play. */
  open(): void {
    this.#isOpen = true;
  }

  #release(gameId: string): void {
    this.#holds.get(gameId)?.();
    this.#holds.delete(gameId);
  }
}

/** A running game is installed, too. */
export function localGameState(isInstalled: boolean, isRunning: boolean): LocalGameState {
  if (isRunning) return LocalGameState.Installed | LocalGameState.Running;
  return isInstalled ? LocalGameState.Installed : LocalGameState.None;
}
