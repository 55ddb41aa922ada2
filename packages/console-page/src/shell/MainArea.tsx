import { ChatView } from "../chat/ChatView.js";
import { FriendsView } from "../friends/FriendsView.js";
import { LibraryView } from "../library/LibraryView.js";
import type { MainView } from "../navigation/navigation-state.js";
import { ErrorBoundary } from "../parts/ErrorBoundary.js";
import { TabPanel } from "../parts/Tabs.js";
import { SubscriptionsView } from "../subscriptions/SubscriptionsView.js";

const views = {
  library: LibraryView,
  friends: FriendsView,
  subscriptions: SubscriptionsView,
  chat: ChatView,
};

/** The half that shows what GALAXY shows its user. */
export function MainArea({ view }: { readonly view: MainView }) {
  const View = views[view];
  return (
    <TabPanel name={view}>
      <ErrorBoundary shows={view}>
        <View />
      </ErrorBoundary>
    </TabPanel>
  );
}
