import { createContext, type ReactNode, useContext, useSyncExternalStore } from "react";
import type { Feed, SendRequest } from "./feed.js";
import type { PageState } from "./page-state.js";

const FeedContext = createContext<Feed | undefined>(undefined);

export function FeedProvider({ feed, children }: { readonly feed: Feed; readonly children: ReactNode }) {
  return <FeedContext value={feed}>{children}</FeedContext>;
}

function useFeed(): Feed {
  const feed = useContext(FeedContext);
  if (!feed) throw new Error("This component must be inside a <FeedProvider>.");
  return feed;
}

/** Returns a part of the page's state. The component renders again when that part changes. */
export function usePageState<Part>(select: (state: PageState) => Part): Part {
  const { store } = useFeed();
  return useSyncExternalStore(store.subscribe, () => select(store.snapshot()));
}

/** Returns where events of the page itself go. */
export function useStore(): Pick<Feed["store"], "add"> {
  return useFeed().store;
}

export function useRequest(): SendRequest {
  return useFeed().request;
}

/** Returns a function that shows a recorded session, instead of the server, until the page is loaded again. */
export function useReplacement(): Feed["replace"] {
  return useFeed().replace;
}

const noFeatures: readonly string[] = [];

/** Returns the features that the integration announces. */
export function useFeatures(): readonly string[] {
  return usePageState(({ connection }) => connection?.features) ?? noFeatures;
}
