import { Daemons, JsonRpcDaemon, type JsonRpcDaemonOptions, sqliteAnswers } from "@galaxy-kit/local";
import { LaunchGame, Service } from "@galaxy-kit/sdk";

const command = () => ({ file: "/opt/shop/shopd" });

@Service()
export class ShopDaemon extends JsonRpcDaemon {
  constructor(daemons: Daemons) {
    super(daemons, {
      command,
      ready: { address: "tcp.address", secret: "secret" },
      pages: { items: "items", next: { cursor: "nextCursor" }, again: { fresh: "stale" } },
      session: { started: "Running", stopped: "Exited", startWithin: "15m" },
      handlers: { AcceptLicense: { accept: false }, Open: ({ url }: { url: string }) => url.length },
      instead: sqliteAnswers(() => "/opt/shop/shop.db", { ListKeys: "select id from keys where owner = :userId" }),
    });
  }

  async keys(): Promise<{ id: string }[]> {
    return this.list("ListKeys", { userId: 1 }, { items: "keys" });
  }

  @LaunchGame()
  launch(gameId: string) {
    return this.session("Launch", { gameId }, { otherwise: () => Promise.resolve() });
  }
}

export const byFunctions: JsonRpcDaemonOptions = {
  command,
  ready: (line) => (line === "ready" ? { port: 4000 } : undefined),
  pages: {
    items: ({ games }: { games: string[] }) => games,
    next: ({ next }: { next?: number }) => next !== undefined && { from: next },
  },
};

// @ts-expect-error -- it has to be found
export const nowhere: JsonRpcDaemonOptions = { command, ready: { secret: "secret" } };
// @ts-expect-error -- a game also ends
export const endless: JsonRpcDaemonOptions = { command, ready: /:(?<port>\d+)$/, session: { started: "Running" } };
// @ts-expect-error -- what asks for the next page is a parameter with a member of this one
export const counted: JsonRpcDaemonOptions = { command, ready: /:(?<port>\d+)$/, pages: { items: "a", next: 1 } };
// @ts-expect-error -- an answer is an object, or a function that returns it
export const curt: JsonRpcDaemonOptions = { command, ready: /:(?<port>\d+)$/, handlers: { AcceptLicense: false } };
