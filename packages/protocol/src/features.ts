/** The features that an integration can announce in its response to `get_capabilities`. */
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

  /** Removed from the Python API in 0.43; experimental. */
  Chat: "Chat",
  /** Removed from the Python API in 0.43; experimental. */
  ImportUsers: "ImportUsers",

  /** Declared by the Python API, but no call belongs to it. */
  VerifyGame: "VerifyGame",
  /** Declared by the Python API, but no call belongs to it. */
  Unknown: "Unknown",
} as const;
export type Feature = (typeof Feature)[keyof typeof Feature];
