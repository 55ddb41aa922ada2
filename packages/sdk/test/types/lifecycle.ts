import { Connection, type ConnectionRun, Every, OnHandshake, OnShutdown, OnTick, RetryAfter } from "../../src/index.js";
import { decorate, instance } from "./support.js";

declare function count(): Promise<number>;

decorate(OnHandshake(), () => {});
decorate(OnTick(), () => {});
decorate(OnShutdown(), (): void => {});

decorate(OnHandshake(), async (_signal: AbortSignal): Promise<void> => {});
decorate(OnTick(), async (_signal: AbortSignal) => {});
decorate(OnShutdown(), (_signal: AbortSignal) => {});

export class RightLifecycle {
  @OnShutdown()
  async closeLater() {
    await count();
  }

  @OnHandshake()
  @OnShutdown()
  async both() {
    await this.closeLater();
  }
}

// @ts-expect-error inject the PersistentCache
decorate(OnHandshake(), (_cache: Map<string, string>) => {});
// @ts-expect-error nothing receives the result
decorate(OnHandshake(), () => count());

// @ts-expect-error ticks are not counted
decorate(OnTick(), (_count: number) => {});
// @ts-expect-error nothing receives the result
decorate(OnTick(), async () => 1);
// @ts-expect-error use @Every("5s")
OnTick("5s");

// @ts-expect-error the only argument is the signal
decorate(OnShutdown(), (_reason: string) => {});
// @ts-expect-error it would be passed the signal
decorate(OnShutdown(), (_fast = false) => {});
// @ts-expect-error nothing receives the result
decorate(OnShutdown(), async () => 1);

decorate(Every("500ms"), () => {});

decorate(Every("5s"), async (_signal: AbortSignal) => {});
decorate(Every("10m", { after: "ownedGames" }), async (): Promise<void> => {});

decorate(Every("1.5h", { after: "handshake" }), () => {});
decorate(Every("2d", {}), () => {});
decorate(Every("5m", { backoff: { from: "1s", to: "1h", factor: 3 }, jitter: "10%", timeLimit: "1m" }), () => {});

export class ConditionalWork {
  private running = 0;

  @Every("1s", { while: (work: ConditionalWork) => work.running > 0 })
  private check() {}

  // @ts-expect-error the condition takes an instance of another class
  @Every("1s", { while: (date: Date) => date.getTime() > 0 })
  other() {}
}
// @ts-expect-error write "10%"
decorate(Every("5m", { jitter: 0.1 }), () => {});
// @ts-expect-error a back-off has an end
decorate(Every("5m", { backoff: { from: "1s" } }), () => {});
// @ts-expect-error write "30s"
new RetryAfter(30);

// @ts-expect-error there is no unit x
decorate(Every("10x"), () => {});
// @ts-expect-error a unit is missing
decorate(Every("10"), () => {});
// @ts-expect-error a number is missing
decorate(Every("m"), () => {});
// @ts-expect-error write "10m"
decorate(Every("ten minutes"), () => {});
// @ts-expect-error write "10m"
decorate(Every(""), () => {});
// @ts-expect-error write "5s"
decorate(Every(5000), () => {});
// @ts-expect-error a duration is needed
decorate(Every(), () => {});
// @ts-expect-error there is no such milestone
decorate(Every("10m", { after: "login" }), () => {});
// @ts-expect-error it is after
decorate(Every("10m", { afer: "handshake" }), () => {});
// @ts-expect-error the duration comes first
decorate(Every({ after: "handshake" }), () => {});
// @ts-expect-error the only argument is the signal
decorate(Every("10m"), (_gameId: string) => {});
// @ts-expect-error nothing receives the result
decorate(Every("10m"), () => count());

// @ts-expect-error write @Every("10m")
Every(instance, "method", {});

decorate(Connection(), async () => {});
decorate(Connection(), async ({ connected }: ConnectionRun) => connected());
decorate(Connection({ after: "ownedGames", connectWithin: "5s" }), async ({ signal }: ConnectionRun): Promise<void> => {
  signal.throwIfAborted();
});
decorate(
  Connection({ backoff: { from: "1s", to: "5m", factor: 3 } }),
  async (_run: Pick<ConnectionRun, "signal">) => {},
);

export class ConditionalConnection {
  private isShown = false;

  @Connection({ while: (presence: ConditionalConnection) => presence.isShown })
  private async follow(_run: ConnectionRun) {}

  // @ts-expect-error the condition takes an instance of another class
  @Connection({ while: (date: Date) => date.getTime() > 0 })
  async other(_run: ConnectionRun) {}
}
// @ts-expect-error take the signal from the run: ({ signal, connected }) => …
decorate(Connection(), async (_signal: AbortSignal) => {});
// @ts-expect-error the only argument is the run
decorate(Connection(), async (_run: ConnectionRun, _gameId: string) => {});
// @ts-expect-error a method that returns at once has no connection
decorate(Connection(), ({ connected }: ConnectionRun) => connected());
// @ts-expect-error nothing receives the result
decorate(Connection(), () => count());
// @ts-expect-error a connection may last: it is connectWithin
decorate(Connection({ timeLimit: "24d" }), async (_run: ConnectionRun) => {});
// @ts-expect-error write "30s"
decorate(Connection({ connectWithin: 30 }), async (_run: ConnectionRun) => {});
// @ts-expect-error it takes no interval
decorate(Connection("1s"), async (_run: ConnectionRun) => {});
