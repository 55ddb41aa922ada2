import type { FriendRow, GameDetails, GameRow, JournalRow } from "@galaxy-kit/console";

type Content = Readonly<Record<"params" | "result" | "error", unknown>>;

/** Returns a step that sends a message again, or that waits for it if the integration sent it. */
export function messageStep(
  { direction, type, method }: Pick<JournalRow, "direction" | "type" | "method">,
  json: string,
): object | undefined {
  if (type === "unreadable" || method === undefined) return undefined;
  const { params, result, error } = JSON.parse(json) as Content;
  if (direction === "received") {
    const message = { type, method, ...only({ params, result, error }) };
    return { waitFor: { received: { $contains: [message] } } };
  }
  if (type === "response") return undefined;
  return { [type === "request" ? "request" : "notify"]: { method, ...only({ params }) } };
}

/** Returns a step that expects what is known about a game. */
export function gameStep(game: GameRow | GameDetails): object {
  const { gameId, ...facts } = game;
  const { unlockedAchievements: _count, ...reported } = facts as Partial<GameRow>;
  return { expect: { library: { games: { [gameId]: reported } } } };
}

/** Returns a step that expects what is known about a friend. */
export function friendStep({ userId, ...facts }: FriendRow): object {
  return { expect: { library: { friends: { [userId]: facts } } } };
}

/** Leaves out what the message does not have. Parameters may be null, which means nothing. */
function only(content: Partial<Content>): Partial<Content> {
  return Object.fromEntries(Object.entries(content).filter(([, value]) => value !== undefined && value !== null));
}
