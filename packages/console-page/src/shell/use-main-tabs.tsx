import { useMemo } from "react";
import { useFeatures, usePageState } from "../feed/feed-context.js";
import { number } from "../format/amount.js";
import { countGroups } from "../library/game-filter.js";
import type { MainView } from "../navigation/navigation-state.js";
import { Badge } from "../parts/Badge.js";
import type { Tab } from "../parts/Tabs.js";

/** Returns the tabs of the main half. Subscriptions and Chat appear only for integrations that support them. */
export function useMainTabs(): readonly Tab<MainView>[] {
  const features = useFeatures();
  const games = usePageState((state) => state.games);
  const shown = useMemo(() => countGroups(games.values()).all, [games]);
  const friends = usePageState((state) => state.friends.size);
  const subscriptions = usePageState((state) => state.subscriptions.size);
  const rooms = usePageState((state) => state.rooms);
  const unread = [...rooms.values()].reduce((sum, { unreadMessageCount }) => sum + unreadMessageCount, 0);

  return [
    { name: "library", title: "Library", badge: <Count of={shown} /> },
    { name: "friends", title: "Friends", badge: <Count of={friends} /> },
    ...(subscriptions > 0 || features.includes("ImportSubscriptions")
      ? [{ name: "subscriptions" as const, title: "Subscriptions", badge: <Count of={subscriptions} /> }]
      : []),
    ...(rooms.size > 0 || features.includes("Chat")
      ? [{ name: "chat" as const, title: "Chat", badge: unread > 0 && <Badge tone="info">{number(unread)}</Badge> }]
      : []),
  ];
}

function Count({ of }: { readonly of: number }) {
  return of > 0 && <Badge>{number(of)}</Badge>;
}
