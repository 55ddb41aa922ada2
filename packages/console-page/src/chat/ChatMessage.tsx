import type { Message } from "@galaxy-kit/protocol";
import { usePageState } from "../feed/feed-context.js";
import { dateTime } from "../format/time.js";
import { nameOf } from "../friends/presence.js";
import styles from "./Conversation.module.css";

export function ChatMessage({ message, own }: { readonly message: Message; readonly own: boolean }) {
  const { senderId, sentTime, messageText } = message;
  const sender = usePageState((state) => nameOf(state.friends.get(senderId) ?? { userId: senderId }));
  return (
    <div className={styles.message} data-own={own}>
      <p className={styles.who}>
        {own ? "You" : sender} · {dateTime(sentTime)}
      </p>
      <p className={styles.bubble}>{messageText}</p>
    </div>
  );
}
