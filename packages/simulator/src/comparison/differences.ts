import { clientRequests } from "@galaxy-kit/protocol";
import type { Change } from "../knowledge/change.js";
import type { Knowledge } from "../knowledge/knowledge.js";
import type { ListKind } from "../reporting/progress.js";
import type { Recorder } from "../reporting/recorder.js";
import type { ItemChange } from "./compare.js";
import { Comparison } from "./comparison.js";
import { friends, games, subscriptions } from "./facts.js";
import type { KnownItem, KnownLibrary } from "./known-library.js";

/** How a game, a friend or a subscription differs from what was known at the last start. */
export interface Difference extends ItemChange {
  /** Made of subject and id. */
  readonly key: string;
  readonly subject: "games" | "friends" | "subscriptions";
  readonly id: string;
  /** Absent if it has none. */
  readonly name?: string | undefined;
}

type AnyComparison = Pick<
  Comparison<object>,
  "ids" | "compareWith" | "known" | "start" | "changeOf" | "restart" | "clear"
>;

const lists: ReadonlyMap<string, ListKind> = new Map([
  [clientRequests.importOwnedGames.method, "ownedGames"],
  [clientRequests.importLocalGames.method, "localGames"],
  [clientRequests.importFriends.method, "friends"],
  [clientRequests.importSubscriptions.method, "subscriptions"],
]);

function isSubject(subject: string): subject is Difference["subject"] {
  return subject === "games" || subject === "friends" || subject === "subscriptions";
}

/** What has changed in the library since the last start of the integration. */
export class Differences {
  /** By key. Always the same object. */
  readonly all = Object.create(null) as Record<string, Difference>;
  readonly #listed = new Set<ListKind>();
  readonly #comparisons: Readonly<Record<Difference["subject"], AnyComparison>>;
  #since: number | undefined;

  constructor(
    knowledge: Knowledge,
    private readonly recorder: Recorder,
  ) {
    this.#comparisons = {
      games: new Comparison(knowledge.games, games, this.#listed),
      friends: new Comparison(knowledge.friends, friends, this.#listed),
      subscriptions: new Comparison(knowledge.subscriptions, subscriptions, this.#listed),
    };
    recorder.events.on("session", ({ time }) => this.#restart(time));
    recorder.events.on("changed", (change) => this.#apply(change));
  }

  /** Until when everything was known that the library is compared with. Undefined if nothing was known. */
  get since(): number | undefined {
    return this.#since;
  }

  /** Compares the first start with what was known in an earlier client. */
  compareWith({ time, items }: KnownLibrary): void {
    for (const [subject, id, facts] of items) {
      if (isSubject(subject)) this.#comparisons[subject].compareWith(id, facts);
    }
    for (const comparison of Object.values(this.#comparisons)) comparison.start();
    this.#since = time;
  }

  /** Returns what is known; undefined if nothing is. */
  known(): KnownLibrary | undefined {
    if (this.#since === undefined && this.#listed.size === 0) return undefined;
    return { time: Date.now(), items: this.#items() };
  }

  *#items(): Generator<KnownItem> {
    for (const [subject, comparison] of Object.entries(this.#comparisons))
      for (const [id, facts] of comparison.known()) yield [subject, id, facts];
  }

  #restart(time: number): void {
    const wasKnown = this.#listed.size > 0;
    for (const comparison of Object.values(this.#comparisons)) {
      comparison.restart();
      if (wasKnown) comparison.start();
    }
    if (wasKnown) this.#since = time;
    this.#listed.clear();
    this.#clear();
  }

  #apply({ subject, ids, cause }: Change): void {
    if (subject === "wiped") {
      for (const comparison of Object.values(this.#comparisons)) comparison.clear();
      this.#since = undefined;
      this.#listed.clear();
      this.#clear();
      return;
    }
    if (!isSubject(subject)) return;
    const list = lists.get(cause);
    if (list !== undefined) this.#listed.add(list);
    // An item that a list no longer has may be in no message at all.
    this.#update(subject, list === undefined ? ids : this.#comparisons[subject].ids);
  }

  #update(subject: Difference["subject"], ids: readonly string[]): void {
    const changed = [];
    for (const id of ids) {
      const key = `${subject} ${id}`;
      const change = this.#comparisons[subject].changeOf(id);
      if (!change && !(key in this.all)) continue;
      if (change) this.all[key] = { key, subject, id, ...change };
      else Reflect.deleteProperty(this.all, key);
      changed.push(key);
    }
    if (changed.length > 0) this.recorder.events.emit("differences", changed);
  }

  #clear(): void {
    const keys = Object.keys(this.all);
    for (const key of keys) Reflect.deleteProperty(this.all, key);
    this.recorder.events.emit("differences", keys);
  }
}
