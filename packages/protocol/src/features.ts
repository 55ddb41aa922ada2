/** What an integration can announce in its answer to `get_capabilities`. */
export const Feature = {
  ImportOwnedGames: "ImportOwnedGames",
  ImportInstalledGames: "ImportInstalledGames",
  LaunchGame: "LaunchGame",
  InstallGame: "InstallGame",
  UninstallGame: "UninstallGame",
  ImportAchievements: "ImportAchievements",
  ImportGameTime: "ImportGameTime",
  ImportFriends: "ImportFriends",
  ShutdownPlatformClient: "ShutdownPlatformClient",
  LaunchPlatformClient: "LaunchPlatformClient",
  ImportGameLibrarySettings: "ImportGameLibrarySettings",
  ImportOSCompatibility: "ImportOSCompatibility",
  ImportUserPresence: "ImportUserPresence",
  ImportLocalSize: "ImportLocalSize",
  ImportSubscriptions: "ImportSubscriptions",
  ImportSubscriptionGames: "ImportSubscriptionGames",

  /** Removed from the Python API in 0.43; offered as an experiment. */
  Chat: "Chat",
  /** Removed from the Python API in 0.43; offered as an experiment. */
  ImportUsers: "ImportUsers",

  /** A name without a call. */
  VerifyGame: "VerifyGame",
  /** A name without a call. */
  Unknown: "Unknown",
} as const;
export type Feature = (typeof Feature)[keyof typeof Feature];
