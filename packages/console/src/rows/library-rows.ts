import type { KnownGame, KnownRoom, KnownSubscription } from "@galaxy-kit/simulator";
import type { GameRow, RoomDetails, RoomRow, SubscriptionDetails, SubscriptionRow } from "../contract/index.js";

export function gameRow({ achievements, ...game }: KnownGame): GameRow {
  return { ...game, ...(achievements && { unlockedAchievements: achievements.length }) };
}

export function subscriptionRow({ games, ...subscription }: KnownSubscription): SubscriptionRow {
  return { ...subscription, ...(games !== undefined && { gameCount: games?.length ?? null }) };
}

export function subscriptionDetails(subscription: KnownSubscription): SubscriptionDetails {
  return { ...subscription, ...subscriptionRow(subscription) };
}

export function roomRow({ messages, ...room }: KnownRoom): RoomRow {
  return { ...room, messageCount: messages.length };
}

export function roomDetails(room: KnownRoom): RoomDetails {
  return { ...room, ...roomRow(room) };
}
