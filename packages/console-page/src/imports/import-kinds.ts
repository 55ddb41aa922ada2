import type { ImportRow } from "@galaxy-kit/console";
import type { Feature } from "@galaxy-kit/protocol";

export type ImportKind = ImportRow["kind"];

/** The title of each import, and the feature that makes GALAXY request it. */
export const importKinds: Readonly<Record<ImportKind, { readonly title: string; readonly feature: Feature }>> = {
  ownedGames: { title: "Owned games", feature: "ImportOwnedGames" },
  localGames: { title: "Local games", feature: "ImportInstalledGames" },
  achievements: { title: "Achievements", feature: "ImportAchievements" },
  gameTimes: { title: "Game times", feature: "ImportGameTime" },
  librarySettings: { title: "Library settings", feature: "ImportGameLibrarySettings" },
  osCompatibilities: { title: "OS compatibility", feature: "ImportOSCompatibility" },
  localSizes: { title: "Local sizes", feature: "ImportLocalSize" },
  friends: { title: "Friends", feature: "ImportFriends" },
  userPresences: { title: "Friends' presence", feature: "ImportUserPresence" },
  subscriptions: { title: "Subscriptions", feature: "ImportSubscriptions" },
  subscriptionGames: { title: "Subscription games", feature: "ImportSubscriptionGames" },
  rooms: { title: "Chat rooms", feature: "Chat" },
};
