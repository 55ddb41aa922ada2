import {
  type Achievement,
  type Game,
  type GameLibrarySettings,
  type GameTime,
  LicenseType,
  OSCompatibility,
  PresenceState,
  type UserPresence,
} from "@galaxy-kit/sdk";

/** The Python integration, apps/bench/python/plugin.py, has the same data: both send the same values. */
export function games(count: number): Game[] {
  return gameIds(count).map((gameId) => ({
    gameId,
    gameTitle: `The Title of ${gameId}`,
    dlcs: [],
    licenseInfo: { licenseType: LicenseType.SinglePurchase },
  }));
}

export function gameIds(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `game-${String(index).padStart(6, "0")}`);
}

/** The unlocked achievements of every game. Shared by all games, so that building the list is not measured. */
export const achievements: readonly Achievement[] = Array.from({ length: 20 }, (_, index) => ({
  unlockTime: 1_600_000_000 + index,
  achievementId: `achievement-${String(index).padStart(4, "0")}`,
  achievementName: `The Name of Achievement ${String(index).padStart(4, "0")}`,
}));

export const gameTime = (gameId: string): GameTime => ({ gameId, timePlayed: 90, lastPlayedTime: 1_600_000_000 });

export const librarySettings = (gameId: string): GameLibrarySettings => ({
  gameId,
  tags: ["Favorites"],
  hidden: false,
});

export const osCompatibility = OSCompatibility.Windows | OSCompatibility.Linux;

export const localSize = 5_000_000_000;

export const presence: UserPresence = {
  presenceState: PresenceState.Online,
  gameId: "game-000001",
  inGameStatus: "In the menu",
};
