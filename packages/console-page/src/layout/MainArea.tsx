import { ChatView } from "../chat/ChatView.js";
import { FriendsView } from "../friends/FriendsView.js";
import { LibraryView } from "../library/LibraryView.js";
import { TabPanel } from "../parts/Tabs.js";
import { SubscriptionsView } from "../subscriptions/SubscriptionsView.js";
import type { MainView } from "./place.js";

const views = {
  library: LibraryView,
  friends: FriendsView,
  subscriptions: SubscriptionsView,
  chat: ChatView,
};

/** What GALAXY shows its user. */
export function MainArea({ view }: { readonly view: MainView }) {
  const View = views[view];
  return (
    <TabPanel name={view}>
      <View />
    </TabPanel>
  );
}
