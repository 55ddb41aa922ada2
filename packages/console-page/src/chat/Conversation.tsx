import type { RoomRow } from "@galaxy-kit/console";
import type { Message } from "@galaxy-kit/protocol";
import { type SubmitEvent, useEffect, useRef, useState } from "react";
import { usePageState, useRequest } from "../feed/feed-context.js";
import { useQuery } from "../feed/use-query.js";
import { Button } from "../parts/Button.js";
import { useToast } from "../toasts/ToastProvider.js";
import { useAction } from "../toasts/use-action.js";
import { ChatMessage } from "./ChatMessage.js";
import styles from "./Conversation.module.css";
import { joinMessages } from "./join-messages.js";

export function Conversation({ room }: { readonly room: RoomRow }) {
  const { roomId } = room;
  const send = useRequest();
  const run = useAction();
  const toast = useToast();
  const userId = usePageState((state) => state.connection?.user?.userId);
  const query = useQuery("room", { roomId }, room);
  const [earlier, setEarlier] = useState<readonly Message[]>([]);
  const [text, setText] = useState("");
  const messages = joinMessages(earlier, query.result?.messages ?? []);
  const last = messages.at(-1)?.messageId;

  const end = useRef<HTMLDivElement>(null);
  useEffect(() => {
    end.current?.scrollIntoView({ block: "nearest" });
  }, [last]);

  const loadEarlier = async (): Promise<void> => {
    const first = messages[0]?.messageId;
    try {
      const history = await send("roomHistory", { roomId, ...(first !== undefined && { beforeMessageId: first }) });
      setEarlier((known) => joinMessages(known, history));
      if (history.length === 0) toast("There are no earlier messages.");
    } catch (error) {
      toast((error as Error).message);
    }
  };
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (text.trim() !== "" && (await run("sendMessage", { roomId, message: text }))) setText("");
  };

  return (
    <section className={styles.conversation} aria-label={`Chat room ${roomId}`}>
      <div className={styles.messages} tabIndex={0} role="log" aria-label="Messages">
        <div className={styles.earlier}>
          <Button onClick={() => void loadEarlier()}>Load earlier messages</Button>
        </div>
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
        <Button icon="send" variant="primary" type="submit" disabled={text.trim() === ""}>
          Send
        </Button>
        {last !== undefined && room.unreadMessageCount > 0 && (
          <Button onClick={() => void run("markAsRead", { roomId, lastMessageId: last })}>Mark as read</Button>
        )}
      </form>
    </section>
  );
}
