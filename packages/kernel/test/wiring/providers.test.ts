import { Clock, GalaxyClient, Inject, Logger, type Provider, Service, token } from "@galaxy-kit/sdk";
import { describe, expect, it, jest } from "@jest/globals";
import { Login, pluginOf } from "../support/author.js";
import { type RigOptions, startRig } from "../support/rig.js";

abstract class Backend {
  abstract name(): string;
}

@Service()
class RealBackend extends Backend {
  constructor(readonly clock: Clock) {
    super();
  }
  name() {
    return "real";
  }
}

@Service()
class Library {
  constructor(readonly backend: Backend) {}
}

const NAME = token<string>("NAME");
const OTHER_NAME = token<string>("OTHER_NAME");

const start = (providers: readonly Provider[], options: RigOptions = {}) =>
  startRig(pluginOf([Login], { providers }), options).then((rig) => rig.plugin);

describe("a provider", () => {
  it.each([undefined, null, 0, "", false, "text", { a: 1 }])("useValue provides its value: %j", async (value) => {
    const running = await start([{ provide: NAME, useValue: value as string }]);
    expect(running.resolve(NAME)).toBe(value);
  });

  it("useValue can replace a class", async () => {
    const fake = { name: () => "fake" };
    const running = await startRig(pluginOf([Login, Library], { providers: [{ provide: Backend, useValue: fake }] }));
    expect(running.plugin.resolve(Library).backend).toBe(fake);
  });

  it("useClass creates one instance with its dependencies", async () => {
    const { plugin: running, clock } = await startRig(
      pluginOf([Login, Library], { providers: [{ provide: Backend, useClass: RealBackend }] }),
    );
    const { backend } = running.resolve(Library);
    expect(backend.name()).toBe("real");
    expect((backend as RealBackend).clock).toBe(clock);
    expect(running.resolve(Backend)).toBe(backend);
  });

  it("useExisting provides the same instance under another key", async () => {
    const running = await start([{ provide: Backend, useExisting: RealBackend }, RealBackend]);
    expect(running.resolve(Backend)).toBe(running.resolve(RealBackend));
    const alias = await start([
      { provide: OTHER_NAME, useExisting: NAME },
      { provide: NAME, useValue: "n" },
    ]);
    expect(alias.resolve(OTHER_NAME)).toBe("n");
  });

  it("useFactory is called once per run, with its dependencies", async () => {
    const make = jest.fn((name: string, clock: Clock) => `${name} at ${clock.now()}`);
    const providers: Provider[] = [
      { provide: OTHER_NAME, useFactory: make, inject: [NAME, Clock] },
      { provide: NAME, useValue: "n" },
    ];
    const one = await start(providers);
    expect(make).not.toHaveBeenCalled();
    expect(one.resolve(OTHER_NAME)).toBe(one.resolve(OTHER_NAME));
    expect(make.mock.calls).toEqual([["n", one.resolve(Clock)]]);
    const two = await start(providers);
    two.resolve(OTHER_NAME);
    expect(make).toHaveBeenCalledTimes(2);
  });

  it("useFactory can have no dependencies and return undefined", async () => {
    const make = jest.fn(() => undefined as unknown as string);
    const running = await start([{ provide: NAME, useFactory: make }]);
    expect(running.resolve(NAME)).toBeUndefined();
    expect(running.resolve(NAME)).toBeUndefined();
    expect(make).toHaveBeenCalledTimes(1);
  });

  it("can be a class, which provides itself", async () => {
    const running = await start([RealBackend]);
    expect(running.resolve(RealBackend)).toBe(running.resolve(RealBackend));
  });

  it("replaces an earlier provider and the framework's own", async () => {
    const log = { info: () => undefined };
    const running = await start([
      { provide: NAME, useValue: "first" },
      { provide: NAME, useValue: "second" },
      { provide: Logger, useValue: log },
    ]);
    expect(running.resolve(NAME)).toBe("second");
    expect(running.resolve(Logger)).toBe(log);
  });

  it("provides a token that a constructor requests with @Inject()", async () => {
    @Service()
    class Named {
      constructor(
        readonly galaxy: GalaxyClient,
        @Inject(NAME) readonly name: string,
        @Inject(Backend) readonly backend: { name(): string },
      ) {}
    }
    const { plugin: running } = await startRig(
      pluginOf([Login, Named], {
        providers: [
          { provide: NAME, useValue: "n" },
          { provide: Backend, useClass: RealBackend },
        ],
      }),
    );
    const named = running.resolve(Named);
    expect([named.name, named.backend.name()]).toEqual(["n", "real"]);
    expect(named.galaxy).toBe(running.resolve(GalaxyClient));
  });
});

describe("an override", () => {
  const original: Provider[] = [
    { provide: NAME, useValue: "original" },
    { provide: Backend, useClass: RealBackend },
  ];

  it.each<[what: string, override: Provider]>([
    ["useValue", { provide: NAME, useValue: "override" }],
    ["useFactory", { provide: NAME, useFactory: () => "override" }],
    ["useExisting", { provide: NAME, useExisting: OTHER_NAME }],
  ])("replaces the integration's own provider: %s", async (_, override) => {
    const running = await start(original, { overrides: [override, { provide: OTHER_NAME, useValue: "override" }] });
    expect(running.resolve(NAME)).toBe("override");
  });

  it("replaces a class that needs no provider, and makes its dependencies unnecessary", async () => {
    const missing = token<string>("MISSING");
    @Service()
    class Api {
      constructor(@Inject(missing) readonly url: string) {}
    }
    @Service()
    class User {
      constructor(readonly api: Api) {}
    }
    const fake = { url: "fake" };
    const { plugin: running } = await startRig(pluginOf([Login, User]), {
      overrides: [{ provide: Api, useValue: fake }],
    });
    expect(running.resolve(User).api).toBe(fake);
  });

  it("replaces a service with decorated methods", async () => {
    const rig = await startRig(pluginOf([Login]), {
      overrides: [{ provide: Login, useValue: { login: () => ({ userId: "fake", userName: "fake" }) } }],
    });
    expect(await rig.request("init_authentication")).toEqual({ result: { user_id: "fake", user_name: "fake" } });
  });

  it("affects only its own run", async () => {
    const overridden = await start(original, { overrides: [{ provide: NAME, useValue: "override" }] });
    const plain = await start(original);
    expect([overridden.resolve(NAME), plain.resolve(NAME)]).toEqual(["override", "original"]);
  });
});

describe("an error during creation is reported with the name of what was created, not of what needs it:", () => {
  @Service()
  class BrokenBackend {
    constructor() {
      throw new Error("no backend today");
    }
  }
  @Service()
  class Shop {
    constructor(readonly backend: BrokenBackend) {}
  }
  @Service()
  class Named {
    constructor(@Inject(NAME) readonly name: string) {}
  }

  it("a constructor, and where it threw", async () => {
    await expect(startRig(pluginOf([Login, Shop]))).rejects.toMatchObject({
      message: "BrokenBackend could not be created: no backend today",
      stack: expect.stringMatching(/: no backend today\n +at new BrokenBackend \(.*providers\.test\.ts:\d+:\d+\)\n/),
    });
  });

  it("a constructor that throws an object, with what that is", async () => {
    @Service()
    class Failing {
      constructor() {
        throw { status: 503 };
      }
    }
    await expect(startRig(pluginOf([Login, Failing]))).rejects.toThrow(
      "Failing could not be created: it threw an object with status. Throw an Error, which has a message and a stack.",
    );
  });

  it("a factory", async () => {
    const providers = [{ provide: NAME, useFactory: (): string => JSON.parse("not JSON") as string }];
    await expect(startRig(pluginOf([Login, Named], { providers }))).rejects.toThrow(/^NAME could not be created: /);
  });
});
