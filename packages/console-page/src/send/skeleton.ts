import { toWireName } from "@galaxy-kit/protocol";
import type { PageState } from "../feed/page-state.js";
import type { ClientCall } from "./calls.js";

/** What is known that can stand in parameters. */
export type Known = Pick<PageState, "games" | "friends" | "subscriptions" | "rooms">;

/** A value for each parameter, by its name on the wire. Ids are ones that the client knows. */
const samples: Readonly<Record<string, (known: Known) => unknown>> = {
  data: () => ({}),
  stored_credentials: () => ({}),
  step: () => "web_session",
  credentials: () => ({ end_uri: "https://example.com/done" }),
  cookies: () => [],
  game_id: ({ games }) => first(games),
  game_ids: ({ games }) => [first(games)],
  user_id_list: ({ friends }) => [first(friends)],
  subscription_names: ({ subscriptions }) => [first(subscriptions)],
  room_id: ({ rooms }) => first(rooms),
  message: () => "Hello",
  message_id: ({ rooms }) => rooms.get(first(rooms))?.lastMessageId ?? "",
  last_message_id: ({ rooms }) => rooms.get(first(rooms))?.lastMessageId ?? "",
  from_timestamp: () => 0,
};

/** Returns valid parameters of a call to start from, as indented JSON. */
export function skeletonOf({ params }: ClientCall, known: Known): string {
  const names = params.properties.map(toWireName);
  return JSON.stringify(Object.fromEntries(names.map((name) => [name, samples[name]?.(known) ?? null])), null, 2);
}

function first(items: ReadonlyMap<string, unknown>): string {
  return items.keys().next().value ?? "";
}
