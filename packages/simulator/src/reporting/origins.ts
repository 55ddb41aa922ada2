import { clientRequests, pluginNotifications } from "@galaxy-kit/protocol";
import { importMessages } from "../import-messages.js";
import type { Change } from "../knowledge/change.js";
import type { Emitter } from "./emitter.js";
import type { ClientEvents } from "./events.js";

/** Facts of a game that come together. */
export const originKinds = [
  "ownedGames",
  "localGames",
  "achievements",
  "gameTimes",
  "librarySettings",
  "osCompatibilities",
  "localSizes",
] as const;

export type OriginKind = (typeof originKinds)[number];

const { importOwnedGames, importLocalGames } = clientRequests;
const { ownedGameAdded, ownedGameUpdated, ownedGameRemoved } = pluginNotifications;
const { localGameStatusChanged, achievementUnlocked, gameTimeUpdated } = pluginNotifications;

const kindsOfCalls: ReadonlyMap<string, OriginKind> = new Map([
  ...[importOwnedGames, ownedGameAdded, ownedGameUpdated, ownedGameRemoved].map(
    ({ method }) => [method, "ownedGames"] as const,
  ),
  ...[importLocalGames, localGameStatusChanged].map(({ method }) => [method, "localGames"] as const),
  [achievementUnlocked.method, "achievements"],
  [gameTimeUpdated.method, "gameTimes"],
]);

const FIRST_GAMES = 64;

/** The number of the latest message with each kind of fact of each game: four bytes each. */
export class Origins {
  /** Where the numbers of a game begin. */
  readonly #places = new Map<string, number>();
  #numbers = new Uint32Array(FIRST_GAMES * originKinds.length);

  constructor(events: Emitter<ClientEvents>) {
    events.on("changed", (change) => this.#note(change));
  }

  of(gameId: string): Readonly<Partial<Record<OriginKind, number>>> {
    const place = this.#places.get(gameId);
    if (place === undefined) return {};
    const numbers = originKinds.map((kind, index) => [kind, this.#numbers[place + index] ?? 0] as const);
    return Object.fromEntries(numbers.filter(([, number]) => number > 0));
  }

  #note({ subject, ids, cause, message }: Change): void {
    if (subject === "wiped") this.#places.clear();
    if (subject !== "games" || message === undefined) return;
    const kind = kindsOfCalls.get(cause) ?? importMessages.get(cause)?.kind;
    const index = (originKinds as readonly (string | undefined)[]).indexOf(kind);
    if (index < 0) return;
    for (const id of ids) this.#numbers[this.#placeOf(id) + index] = message;
  }

  #placeOf(gameId: string): number {
    const known = this.#places.get(gameId);
    if (known !== undefined) return known;
    const place = this.#places.size * originKinds.length;
    this.#places.set(gameId, place);
    if (place >= this.#numbers.length) this.#grow();
    this.#numbers.fill(0, place, place + originKinds.length);
    return place;
  }

  #grow(): void {
    const grown = new Uint32Array(this.#numbers.length * 2);
    grown.set(this.#numbers);
    this.#numbers = grown;
  }
}
