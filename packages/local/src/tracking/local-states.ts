import { GalaxyClient, LocalGameState, Service } from "@galaxy-kit/sdk";

/** Reports to GALAXY whether a game is running. */
@Service()
export class LocalStates {
  constructor(private readonly galaxy: GalaxyClient) {}

  report(gameId: string, isInstalled: boolean, isRunning: boolean): void {
    this.galaxy.updateLocalGameStatus({ gameId, localGameState: localGameState(isInstalled, isRunning) });
  }
}

/** A running game is installed, too. */
function localGameState(isInstalled: boolean, isRunning: boolean): LocalGameState {
  if (isRunning) return LocalGameState.Installed | LocalGameState.Running;
  return isInstalled ? LocalGameState.Installed : LocalGameState.None;
}
