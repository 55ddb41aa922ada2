import { Every, OnHandshake, OnShutdown, OnTick } from "../src/index.js";

declare function count(): Promise<number>;

export class RightLifecycle {
  @OnHandshake()
  ready() {}

  @OnHandshake()
  async readyLater(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
  }

  @OnTick()
  tick() {}

  @OnTick()
  protected async tickLater(_signal: AbortSignal) {}

  @OnShutdown()
  close(): void {}

  @OnShutdown()
  withSignal(signal: AbortSignal) {
    signal.throwIfAborted();
  }

  @OnShutdown()
  private async closeLater() {
    await count();
  }

  @OnHandshake()
  @OnShutdown()
  async both() {
    await this.closeLater();
  }
}

export class WrongOnHandshake {
  // wrong parameter type
  // @ts-expect-error inject the PersistentCache
  @OnHandshake()
  wrongParameter(_cache: Map<string, string>) {}

  // extra parameter
  // @ts-expect-error there is no second argument
  @OnHandshake()
  extra(_signal: AbortSignal, _more: string) {}

  // a result
  // @ts-expect-error nobody would get it
  @OnHandshake()
  result() {
    return count();
  }

  // forgotten call
  // @ts-expect-error write @OnHandshake()
  @OnHandshake
  uncalled() {}

  // arrow property
  // @ts-expect-error goes on a method
  @OnHandshake()
  arrow = () => {};

  // static method
  // @ts-expect-error goes on a method of instances
  @OnHandshake()
  static onClass() {}

  // getter
  // @ts-expect-error goes on a method
  @OnHandshake()
  get current() {
    return 1;
  }
}

export class WrongOnTick {
  // wrong parameter type
  // @ts-expect-error there is no count of ticks
  @OnTick()
  wrongParameter(_count: number) {}

  // extra parameter
  // @ts-expect-error there is no second argument
  @OnTick()
  extra(_signal: AbortSignal, _more: string) {}

  // a result
  // @ts-expect-error nobody would get it
  @OnTick()
  async result() {
    return 1;
  }

  // an interval
  // @ts-expect-error that is @Every("5s")
  @OnTick("5s")
  interval() {}

  // forgotten call
  // @ts-expect-error write @OnTick()
  @OnTick
  uncalled() {}

  // arrow property
  // @ts-expect-error goes on a method
  @OnTick()
  arrow = () => {};

  // static method
  // @ts-expect-error goes on a method of instances
  @OnTick()
  static onClass() {}

  // getter
  // @ts-expect-error goes on a method
  @OnTick()
  get current() {
    return 1;
  }
}

export class WrongOnShutdown {
  // wrong parameter type
  // @ts-expect-error the only argument is the signal
  @OnShutdown()
  wrongParameter(_reason: string) {}

  // a parameter of the author's own
  // @ts-expect-error it would be handed the signal
  @OnShutdown()
  ownParameter(_fast = false) {}

  // extra parameter
  // @ts-expect-error there is no second argument
  @OnShutdown()
  extra(_signal: AbortSignal, _more: string) {}

  // a result
  // @ts-expect-error nobody would get it
  @OnShutdown()
  async result() {
    return 1;
  }

  // forgotten call
  // @ts-expect-error write @OnShutdown()
  @OnShutdown
  uncalled() {}

  // arrow property
  // @ts-expect-error goes on a method
  @OnShutdown()
  arrow = () => {};

  // static method
  // @ts-expect-error goes on a method of instances
  @OnShutdown()
  static onClass() {}

  // getter
  // @ts-expect-error goes on a method
  @OnShutdown()
  get current() {
    return 1;
  }
}

export class RightEvery {
  @Every("500ms")
  milliseconds() {}

  @Every("5s")
  async seconds(signal: AbortSignal) {
    signal.throwIfAborted();
  }

  @Every("10m", { after: "ownedGames" })
  protected async minutes(): Promise<void> {}

  @Every("1.5h", { after: "handshake" })
  @Every("2d", {})
  private hoursAndDays() {}

  uses() {
    this.hoursAndDays();
  }
}

export class WrongEvery {
  // bad duration: unknown unit
  // @ts-expect-error there is no unit x
  @Every("10x")
  unknownUnit() {}

  // bad duration: no unit
  // @ts-expect-error a unit is missing
  @Every("10")
  noUnit() {}

  // bad duration: no number
  // @ts-expect-error a number is missing
  @Every("m")
  noNumber() {}

  // bad duration: words
  // @ts-expect-error write "10m"
  @Every("ten minutes")
  words() {}

  // bad duration: empty
  // @ts-expect-error write "10m"
  @Every("")
  empty() {}

  // a number
  // @ts-expect-error write "5s"
  @Every(5000)
  number() {}

  // no duration
  // @ts-expect-error a duration is needed
  @Every()
  missing() {}

  // unknown milestone
  // @ts-expect-error there is no such milestone
  @Every("10m", { after: "login" })
  unknownMilestone() {}

  // option typo
  // @ts-expect-error it is after
  @Every("10m", { afer: "handshake" })
  optionTypo() {}

  // options in the place of the duration
  // @ts-expect-error the duration comes first
  @Every({ after: "handshake" })
  optionsFirst() {}

  // wrong parameter type
  // @ts-expect-error the only argument is the signal
  @Every("10m")
  wrongParameter(_gameId: string) {}

  // extra parameter
  // @ts-expect-error there is no second argument
  @Every("10m")
  extra(_signal: AbortSignal, _more: string) {}

  // a result
  // @ts-expect-error nobody would get it
  @Every("10m")
  result() {
    return count();
  }

  // forgotten call
  // @ts-expect-error write @Every("10m")
  @Every
  uncalled() {}

  // arrow property
  // @ts-expect-error goes on a method
  @Every("10m")
  arrow = () => {};

  // static method
  // @ts-expect-error goes on a method of instances
  @Every("10m")
  static onClass() {}

  // getter
  // @ts-expect-error goes on a method
  @Every("10m")
  get current() {
    return 1;
  }
}
