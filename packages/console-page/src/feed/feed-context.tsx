import { createContext, type ReactNode, useContext, useSyncExternalStore } from "react";
import type { Ask, Feed } from "./feed.js";
import type { PageState } from "./state.js";

const FeedContext = createContext<Feed | undefined>(undefined);

export function FeedProvider({ feed, children }: { readonly feed: Feed; readonly children: ReactNode }) {
  return <FeedContext value={feed}>{children}</FeedContext>;
}

function useFeed(): Feed {
  const feed = useContext(FeedContext);
  if (!feed) throw new Error("this component needs a <FeedProvider> around it");
  return feed;
}

/** A part of the state; the component is drawn again when that part is another one. */
export function useTold<Part>(part: (state: PageState) => Part): Part {
  const { store } = useFeed();
  return useSyncExternalStore(store.subscribe, () => part(store.snapshot()));
}

export function useAsk(): Ask {
  return useFeed().ask;
}

const none: readonly string[] = [];

/** What the integration has announced. */
export function useFeatures(): readonly string[] {
  return useTold(({ connection }) => connection?.features) ?? none;
}
