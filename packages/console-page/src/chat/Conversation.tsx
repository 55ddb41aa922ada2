import type { RoomRow } from "@galaxy-kit/console";
import { type SubmitEvent, useEffect, useRef, useState } from "react";
import { usePageState } from "../feed/feed-context.js";
import { useObstacle } from "../feed/obstacle.js";
import { useQuery } from "../feed/use-query.js";
import { Button } from "../parts/Button.js";
import { Spinner } from "../parts/Spinner.js";
import { useAction } from "../toasts/use-action.js";
import { ChatMessage } from "./ChatMessage.js";
import styles from "./Conversation.module.css";
import { type History, useHistory } from "./use-history.js";

export function Conversation({ room }: { readonly room: RoomRow }) {
  const { roomId } = room;
  const run = useAction();
  const obstacle = useObstacle();
  const userId = usePageState((state) => state.connection?.user?.userId);
  const query = useQuery("room", { roomId }, room);
  const history = useHistory(roomId, query.result?.messages);
  const [text, setText] = useState("");
  const { messages } = history;
  const last = messages.at(-1)?.messageId;

  const end = useRef<HTMLDivElement>(null);
  useEffect(() => {
    end.current?.scrollIntoView({ block: "nearest" });
  }, [last]);

  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (text.trim() !== "" && (await run("sendMessage", { roomId, message: text }))) setText("");
  };

  return (
    <section className={styles.conversation} aria-label={`Chat room ${roomId}`}>
      <div className={styles.messages} tabIndex={0} role="log" aria-label="Messages">
        <Earlier history={history} obstacle={obstacle} />
        {messages.map((message) => (
          <ChatMessage key={message.messageId} message={message} own={message.senderId === userId} />
        ))}
        <div ref={end} />
      </div>
      <form className={styles.form} onSubmit={(event) => void submit(event)}>
        <input
          className={styles.input}
          aria-label="Message"
          placeholder="Message"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <Button icon="send" variant="primary" type="submit" obstacle={obstacle} disabled={text.trim() === ""}>
          Send
        </Button>
        {last !== undefined && room.unreadMessageCount > 0 && (
          <Button obstacle={obstacle} onClick={() => void run("markAsRead", { roomId, lastMessageId: last })}>
            Mark as read
          </Button>
        )}
      </form>
    </section>
  );
}

/** What is known about the messages before the first one that is shown. */
function Earlier({ history, obstacle }: { readonly history: History; readonly obstacle: string | undefined }) {
  const { state, messages, loadEarlier } = history;
  return (
    <div className={styles.earlier}>
      {state === "loading" && <Spinner />}
      {state === "complete" && (messages.length === 0 ? "No messages yet" : "No earlier messages")}
      {typeof state === "object" && <p className={styles.error}>{state.error}</p>}
      {(state === "more" || typeof state === "object") && (
        <Button obstacle={obstacle} onClick={() => void loadEarlier()}>
          Load earlier messages
        </Button>
      )}
    </div>
  );
}
