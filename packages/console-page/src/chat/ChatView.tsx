import { usePageState } from "../feed/feed-context.js";
import { EmptyList } from "../imports/EmptyList.js";
import { useNavigation } from "../navigation/navigation.js";
import { Badge } from "../parts/Badge.js";
import { EmptyState } from "../parts/EmptyState.js";
import { VirtualList } from "../parts/VirtualList.js";
import styles from "./ChatView.module.css";
import { Conversation } from "./Conversation.js";

export function ChatView() {
  const rooms = usePageState((state) => state.rooms);
  const [navigation, navigate] = useNavigation();
  const selected = navigation.selected.chat;
  const room = selected === undefined ? undefined : rooms.get(selected);
  if (rooms.size === 0) return <EmptyList kinds={["rooms"]} noun="chat rooms" />;
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
          onOpen={({ roomId }) => navigate({ to: "selection", selection: { chat: roomId } })}
        >
          {({ roomId, unreadMessageCount }) => (
            <div className={styles.room}>
              <span className={styles.name}>{roomId}</span>
              {unreadMessageCount > 0 && <Badge tone="info">{unreadMessageCount}</Badge>}
            </div>
          )}
        </VirtualList>
      </div>
      {room ? (
        <Conversation key={room.roomId} room={room} />
      ) : (
        <EmptyState title="No room selected">Select a room to read its messages.</EmptyState>
      )}
    </div>
  );
}
