import { useTold } from "../feed/feed-context.js";
import { WhyEmpty } from "../imports/WhyEmpty.js";
import { useNavigation } from "../layout/navigation.js";
import { Badge } from "../parts/Badge.js";
import { EmptyState } from "../parts/EmptyState.js";
import { VirtualList } from "../parts/VirtualList.js";
import styles from "./ChatView.module.css";
import { Conversation } from "./Conversation.js";

export function ChatView() {
  const rooms = useTold((state) => state.rooms);
  const [place, go] = useNavigation();
  const selected = place.selected.chat;
  const room = selected === undefined ? undefined : rooms.get(selected);
  if (rooms.size === 0) return <WhyEmpty kinds={["rooms"]} things="chat rooms" />;
  return (
    <div className={styles.chat}>
      <div className={styles.rooms}>
        <VirtualList
          label="Rooms"
          role="listbox"
          rows={[...rooms.values()]}
          keyOf={({ roomId }) => roomId}
          rowHeight={42}
          selected={selected}
          onOpen={({ roomId }) => go({ to: "selection", selection: { chat: roomId } })}
        >
          {({ roomId, unreadMessageCount }) => (
            <div className={styles.room}>
              <span>{roomId}</span>
              {unreadMessageCount > 0 && <Badge tone="info">{unreadMessageCount}</Badge>}
            </div>
          )}
        </VirtualList>
      </div>
      {room ? <Conversation key={room.roomId} room={room} /> : <EmptyState title="Choose a room" />}
    </div>
  );
}
