import {
  InstallGame,
  LaunchGame,
  LaunchPlatformClient,
  ShutdownPlatformClient,
  UninstallGame,
} from "../../src/index.js";
import { decorate } from "./support.js";

declare function start(gameId: string): Promise<void>;
declare function startAndReturnPid(gameId: string): Promise<number>;

decorate(LaunchGame(), (gameId: string) => start(gameId));
decorate(LaunchGame(), () => {});
decorate(LaunchGame(), (gameId: string) => void start(gameId));
decorate(LaunchGame(), async (gameId: string): Promise<void> => await start(gameId));
decorate(LaunchGame(), async (gameId: string, _signal: AbortSignal) => start(gameId));
decorate(InstallGame(), (_gameId: string) => {});
decorate(InstallGame(), async (gameId: string, _signal: AbortSignal) => start(gameId));
decorate(UninstallGame(), (_gameId: string): void => {});
decorate(UninstallGame(), async (gameId: string) => start(gameId));

export class SeveralCommands {
  @LaunchGame()
  @InstallGame()
  @UninstallGame()
  protected async several(gameId: string) {
    await start(gameId);
  }
}

// @ts-expect-error the id of a game is a string
decorate(LaunchGame(), (_gameId: number) => {});
// @ts-expect-error the id itself is the argument
decorate(LaunchGame(), async (_params: { gameId: string }) => {});
// @ts-expect-error the id comes first
decorate(LaunchGame(), (_signal: AbortSignal) => {});
// @ts-expect-error a command has no response
decorate(LaunchGame(), (_gameId: string) => true);
// @ts-expect-error a command has no response
decorate(LaunchGame(), (gameId: string) => startAndReturnPid(gameId));
// @ts-expect-error there are none
decorate(LaunchGame({ detached: true }), (_gameId: string) => {});

// The other commands share the type of @LaunchGame(): only the differences are tested.

// @ts-expect-error one game, not several
decorate(InstallGame(), (_gameIds: string[]) => {});
// @ts-expect-error a command has no response
decorate(InstallGame(), async (gameId: string) => gameId);

// @ts-expect-error the id of a game is a string
decorate(UninstallGame(), (_gameId: number) => {});
// @ts-expect-error a command has no response
decorate(UninstallGame(), (_gameId: string) => "done");

decorate(LaunchPlatformClient(), () => {});
decorate(LaunchPlatformClient(), async (_signal: AbortSignal) => {});
// @ts-expect-error there is no game
decorate(LaunchPlatformClient(), (_gameId: string) => {});
// @ts-expect-error a command has no response
decorate(LaunchPlatformClient(), async () => true);

decorate(ShutdownPlatformClient(), (): void => {});
decorate(ShutdownPlatformClient(), async (_signal?: AbortSignal): Promise<void> => {});
// @ts-expect-error there is no game
decorate(ShutdownPlatformClient(), (_gameId: string) => {});
// @ts-expect-error a command has no response
decorate(ShutdownPlatformClient(), () => 0);
