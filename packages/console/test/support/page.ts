import { WebSocket } from "ws";
import type {
  FigureRow,
  FromServer,
  JournalRow,
  Lists,
  LoginVisitRow,
  LogRow,
  ProblemRow,
  RequestName,
  Requests,
  Response,
  Update,
  WayRow,
} from "../../src/index.js";
import { afterTest } from "./console.js";

type Rows = { [List in keyof Lists]: Map<string, Lists[List]> };
type Of<Type extends Update["type"]> = Extract<Update, { type: Type }>;

interface Appended {
  readonly journal: JournalRow;
  readonly log: LogRow;
  readonly problems: ProblemRow;
  readonly logins: LoginVisitRow;
  readonly figures: FigureRow;
  readonly way: WayRow;
}

const ids: { readonly [List in keyof Lists]: string } = {
  journalImports: "id",
  differences: "key",
  games: "gameId",
  friends: "userId",
  subscriptions: "subscriptionName",
  rooms: "roomId",
};

export function socketUrl(url: string): string {
  return `${url.replace("http", "ws")}socket`;
}

/** A page without a browser. It keeps what it receives. */
export class TestPage {
  readonly updates: Update[] = [];
  readonly lists: Rows = {
    journalImports: new Map(),
    differences: new Map(),
    games: new Map(),
    friends: new Map(),
    subscriptions: new Map(),
    rooms: new Map(),
  };
  readonly responsesWithoutId: Response[] = [];
  readonly #pending = new Map<number, (response: Response) => void>();
  readonly #watchers = new Set<() => void>();
  #nextId = 1;

  private constructor(readonly socket: WebSocket) {
    socket.on("message", (data: Buffer) => this.#receive(JSON.parse(data.toString()) as FromServer));
  }

  /** A page that sees only messages received from now on. */
  static over(socket: WebSocket): TestPage {
    return new TestPage(socket);
  }

  /** Resolves when the page has received the library and, if the integration is connected, its messages. */
  static async open(url: string): Promise<TestPage> {
    const page = new TestPage(new WebSocket(socketUrl(url), { origin: new URL(url).origin }));
    afterTest(() => page.socket.terminate());
    await page.until(() => page.all("list").some(({ list }) => list === "rooms"));
    if (page.latest("connection")?.connection.status.state === "connected")
      await page.until(() => page.rows("journal").length > 0);
    return page;
  }

  all<Type extends Update["type"]>(type: Type): Of<Type>[] {
    return this.updates.filter((update): update is Of<Type> => update.type === type);
  }

  latest<Type extends Update["type"]>(type: Type): Of<Type> | undefined {
    return this.all(type).at(-1);
  }

  rows<Type extends keyof Appended>(type: Type): Appended[Type][] {
    return this.updates.flatMap((update) => (update.type === type ? (update.rows as readonly Appended[Type][]) : []));
  }

  async until<T>(met: () => T | null | undefined | false): Promise<T> {
    for (;;) {
      const value = met();
      if (value !== undefined && value !== null && value !== false) return value;
      await new Promise<void>((resolve) => this.#watchers.add(resolve));
    }
  }

  async ask<Name extends RequestName>(
    request: Name,
    params: Requests[Name]["params"],
  ): Promise<Requests[Name]["result"]> {
    const response = await this.send({ id: this.#nextId++, request, params });
    if (response.ok) return response.result as Requests[Name]["result"];
    throw new Error(response.message);
  }

  async send(request: { readonly id: number; readonly request: unknown; readonly params: unknown }): Promise<Response> {
    return await new Promise((resolve) => {
      this.#pending.set(request.id, resolve);
      this.socket.send(JSON.stringify(request));
    });
  }

  #receive(message: FromServer): void {
    if (message.type === "response") {
      const settle = message.id === null ? undefined : this.#pending.get(message.id);
      if (settle) settle(message);
      else this.responsesWithoutId.push(message);
    } else {
      this.updates.push(message);
      if (message.type === "list") this.#applyList(message);
    }
    for (const wake of this.#watchers) wake();
    this.#watchers.clear();
  }

  #applyList({ list, replaces, rows, removed }: Of<"list">): void {
    const known = this.lists[list] as Map<string, object>;
    if (replaces) known.clear();
    for (const row of rows) known.set((row as any)[ids[list]], row);
    for (const id of removed) known.delete(id);
  }
}
