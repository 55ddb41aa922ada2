// Written by hand from the documentation of the protocol, in its order: this is what the code is compared with.

/** Features that are announced for exactly one call each. */
export const calledFeatures = [
  "ImportOwnedGames",
  "ImportInstalledGames",
  "LaunchGame",
  "InstallGame",
  "UninstallGame",
  "ImportAchievements",
  "ImportGameTime",
  "ImportFriends",
  "ShutdownPlatformClient",
  "LaunchPlatformClient",
  "ImportGameLibrarySettings",
  "ImportOSCompatibility",
  "ImportUserPresence",
  "ImportLocalSize",
  "ImportSubscriptions",
  "ImportSubscriptionGames",
] as const;

/** Features that were removed from the Python API, and that the framework offers as an experiment. */
export const experimentalFeatures = ["Chat", "ImportUsers"] as const;

/** Features whose names are known, but not their calls. */
export const featuresWithoutCall = ["VerifyGame", "Unknown"] as const;
