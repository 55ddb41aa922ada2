import { useMemo, useState } from "react";
import { usePageState } from "../feed/feed-context.js";
import { EmptyList } from "../imports/EmptyList.js";
import { ListBanner } from "../imports/ListBanner.js";
import { useNavigation } from "../navigation/navigation.js";
import { EmptyState } from "../parts/EmptyState.js";
import { SearchField } from "../parts/SearchField.js";
import { Toolbar } from "../parts/Toolbar.js";
import { VirtualList } from "../parts/VirtualList.js";
import { WithDetails } from "../parts/WithDetails.js";
import { FriendItem } from "./FriendItem.js";
import { FriendPanel } from "./FriendPanel.js";
import { sortFriends } from "./presence.js";

export function FriendsView() {
  const friends = usePageState((state) => state.friends);
  const [search, setSearch] = useState("");
  const [navigation, navigate] = useNavigation();
  const shown = useMemo(() => sortFriends(friends.values(), search), [friends, search]);
  if (friends.size === 0) return <EmptyList kinds={["friends"]} noun="friends" />;

  const selected = navigation.selected.friends;
  const select = (userId: string | undefined): void => navigate({ to: "selection", selection: { friends: userId } });
  const friend = selected === undefined ? undefined : friends.get(selected);
  return (
    <WithDetails
      list={
        <>
          <ListBanner kinds={["friends"]} noun="friends" />
          <Toolbar label="Friends">
            <SearchField label="Search friends" value={search} onChange={setSearch} />
          </Toolbar>
          {shown.length === 0 ? (
            <EmptyState icon="search" title="No friends match the search" />
          ) : (
            <VirtualList
              label="Friends"
              role="listbox"
              rows={shown}
              keyOf={({ userId }) => userId}
              rowHeight={54}
              selected={selected}
              onOpen={({ userId }) => select(userId)}
            >
              {(row) => <FriendItem friend={row} />}
            </VirtualList>
          )}
        </>
      }
      selected={selected}
      details={friend && <FriendPanel friend={friend} onClose={() => select(undefined)} />}
    />
  );
}
