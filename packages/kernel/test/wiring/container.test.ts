import {
  type Class,
  Clock,
  CredentialStore,
  GalaxyClient,
  GalaxyPlugin,
  Inject,
  Lifetime,
  Logger,
  OwnedGames,
  PersistentCache,
  Platform,
  Secrets,
  Service,
  token,
} from "@galaxy-kit/sdk";
import { describe, expect, it, jest } from "@jest/globals";
import { Login, pluginOf } from "../support/author.js";
import { Rig, startRig } from "../support/rig.js";

let made = 0;

@Service()
class Api {
  readonly number = ++made;
}

@Service()
class First {
  constructor(readonly api: Api) {}
}

@Service()
class Second {
  constructor(
    readonly api: Api,
    readonly first: First,
  ) {}
}

const plugin = pluginOf([Login, First, Second]);

describe("a run of an integration", () => {
  it("creates one instance of each class for all its consumers", async () => {
    made = 0;
    const { plugin: running } = await startRig(plugin);
    const [first, second] = [running.resolve(First), running.resolve(Second)];
    expect(second.first).toBe(first);
    expect(second.api).toBe(first.api);
    expect(running.resolve(Api)).toBe(first.api);
    expect(made).toBe(1);
  });

  it("shares nothing with another run", async () => {
    const [one, two] = [await startRig(plugin), await startRig(plugin)];
    for (const key of [
      Api,
      First,
      Second,
      Login,
      GalaxyClient,
      PersistentCache,
      CredentialStore,
      Logger,
      Lifetime,
      Clock,
      Secrets,
    ]) {
      expect(one.plugin.resolve<unknown>(key)).not.toBe(two.plugin.resolve<unknown>(key));
      expect(one.plugin.resolve<unknown>(key)).toBe(one.plugin.resolve<unknown>(key));
    }
  });

  it("closes without closing another", async () => {
    const [one, two] = [await startRig(plugin), await startRig(plugin)];
    await one.request("shutdown");
    expect(two.plugin.resolve(Lifetime).signal.aborted).toBe(false);
    expect(await two.request("ping")).toEqual({ result: null });
  });

  it("injects the framework's classes", async () => {
    @Service()
    class Needy {
      constructor(
        readonly galaxy: GalaxyClient,
        readonly cache: PersistentCache,
        readonly credentials: CredentialStore,
        readonly log: Logger,
        readonly lifetime: Lifetime,
        readonly clock: Clock,
        readonly secrets: Secrets,
      ) {}
    }
    const rig = await startRig(pluginOf([Login, Needy]));
    const needy = rig.plugin.resolve(Needy);
    expect(needy.clock).toBe(rig.clock);
    expect(needy.galaxy).toBeInstanceOf(GalaxyClient);
    expect(needy.cache).toBeInstanceOf(PersistentCache);
    expect(needy.credentials).toBeInstanceOf(CredentialStore);
    expect(needy.log).toBeInstanceOf(Logger);
    expect(needy.lifetime).toBeInstanceOf(Lifetime);
    expect(needy.secrets).toBeInstanceOf(Secrets);
  });

  it("throws if a constructor throws", () => {
    @Service()
    class Broken {
      constructor() {
        throw new Error("no such folder");
      }
      @OwnedGames()
      owned() {
        return [];
      }
    }
    expect(() => new Rig(pluginOf([Login, Broken]))).toThrow("no such folder");
  });

  it("creates no instance while the definition is read", () => {
    const constructed = jest.fn();
    @Service()
    class Spy {
      constructor() {
        constructed();
      }
    }
    expect(() => new Rig(pluginOf([Login, Spy], { platform: "nowhere" as never }))).toThrow();
    expect(constructed).not.toHaveBeenCalled();
  });

  it("can inject into the plugin class", async () => {
    @GalaxyPlugin({ platform: Platform.Test, services: [Login] })
    class Plugin {
      constructor(readonly api: Api) {}
    }
    const { plugin: running } = await startRig(Plugin);
    expect(running.resolve(Plugin).api).toBe(running.resolve(Api));
  });
});

describe("a subclass of a service", () => {
  const URL_TOKEN = token<string>("URL");
  @Service()
  class Base {
    constructor(@Inject(URL_TOKEN) readonly url: string) {}
  }
  const providers = [{ provide: URL_TOKEN, useValue: "https://a.example" }];
  const start = (target: Class) => startRig(pluginOf([Login, target], { providers }));

  it("gets the dependencies of its base class", async () => {
    @Service()
    class Sub extends Base {}
    expect((await start(Sub)).plugin.resolve(Sub).url).toBe("https://a.example");
  });

  it("gets the dependencies of its own constructor", async () => {
    @Service()
    class Sub extends Base {
      constructor(readonly api: Api) {
        super("https://b.example");
      }
    }
    const { plugin: running } = await start(Sub);
    expect(running.resolve(Sub).url).toBe("https://b.example");
    expect(running.resolve(Sub).api).toBe(running.resolve(Api));
  });
});
