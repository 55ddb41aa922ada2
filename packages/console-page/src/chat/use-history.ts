import type { Message } from "@galaxy-kit/protocol";
import { useCallback, useEffect, useState } from "react";
import { useRequest } from "../feed/feed-context.js";
import { joinMessages } from "./join-messages.js";

export interface History {
  /** Oldest first. */
  readonly messages: readonly Message[];
  /** Whether there are messages before the first one, or why that is not known. */
  readonly state: "loading" | "more" | "complete" | { readonly error: string };
  readonly loadEarlier: () => Promise<void>;
}

/**
 * Returns the messages of a room. The latest ones before those that the integration has reported are loaded at once.
 *
 * @param reported - `undefined` until it is known
 */
export function useHistory(roomId: string, reported: readonly Message[] | undefined): History {
  const send = useRequest();
  const [earlier, setEarlier] = useState<readonly Message[]>([]);
  const [state, setState] = useState<History["state"]>("loading");
  const messages = joinMessages(earlier, reported ?? []);
  const first = messages[0]?.messageId;

  const loadEarlier = useCallback(async (): Promise<void> => {
    setState("loading");
    try {
      const history = await send("roomHistory", { roomId, ...(first !== undefined && { beforeMessageId: first }) });
      setEarlier((known) => joinMessages(known, history));
      setState(history.length === 0 ? "complete" : "more");
    } catch (error) {
      setState({ error: (error as Error).message });
    }
  }, [send, roomId, first]);

  const isKnown = reported !== undefined;
  useEffect(() => {
    if (isKnown) void loadEarlier();
    // Once. The user asks for more.
  }, [isKnown]);

  return { messages, state, loadEarlier };
}
