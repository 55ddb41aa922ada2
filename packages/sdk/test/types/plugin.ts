import {
  Clock,
  GalaxyClient,
  GalaxyPlugin,
  Inject,
  Logger,
  OwnedGames,
  Platform,
  type PluginOptions,
  type Provider,
  Service,
  token,
} from "../../src/index.js";
import { games } from "./support.js";

interface Store {
  get(key: string): string;
}

const API_URL = token<string>("API_URL");
const RETRIES = token<number>("RETRIES");
const STORE = token<Store>("STORE");
const VERBOSE = token<boolean>("VERBOSE");
const PORT = token<string | number>("PORT");
const PROXY = token<string | undefined>("PROXY");

class ShopApi {
  constructor(@Inject(API_URL) readonly url: string) {}
}

class RecordingShopApi extends ShopApi {
  readonly calls: string[] = [];
}

class MemoryStore implements Store {
  get(key: string) {
    return key;
  }
}

abstract class Transport {
  abstract send(line: string): void;
}

class TcpTransport extends Transport {
  override send() {}
}

declare const systemClock: Clock;
declare const moreProviders: readonly Provider[];

const platform = Platform.ItchIo;
const GUID = "1b3d7d4e-0c7c-4f4f-9d3e-3f5b8a0c2d11";

// Right: @GalaxyPlugin()

@GalaxyPlugin({ platform })
export class Shortest {}

@GalaxyPlugin({ platform: "itch" })
export class PlatformById {}

@GalaxyPlugin({
  platform: Platform.Steam,
  services: [ShopApi, MemoryStore],
  providers: [],
  guid: GUID,
  logLevel: "debug",
})
export class Full {}

@GalaxyPlugin({ variants: { wii: { platform: Platform.NintendoWii, guid: GUID, name: "Wii" } } })
export class SeveralPlatforms {}

@GalaxyPlugin({ platform })
export class PluginAndServiceAtOnce {
  constructor(private readonly galaxy: GalaxyClient) {}

  @OwnedGames()
  owned() {
    this.galaxy.lostAuthentication();
    return games;
  }
}

const optionsElsewhere: PluginOptions = { platform, providers: moreProviders };

@GalaxyPlugin(optionsElsewhere)
export class OptionsElsewhere {}

// Right: providers

@GalaxyPlugin({
  platform,
  providers: [
    MemoryStore,
    { provide: API_URL, useValue: "https://shop.example" },
    { provide: RETRIES, useValue: 3 },
    { provide: VERBOSE, useValue: true },
    { provide: PORT, useValue: 8080 },
    { provide: PROXY, useValue: undefined },
    { provide: Clock, useValue: systemClock },
    { provide: STORE, useValue: { get: (key) => key.toUpperCase() } },
    { provide: STORE, useClass: MemoryStore },
    { provide: ShopApi, useClass: RecordingShopApi },
    { provide: Transport, useClass: TcpTransport },
    { provide: ShopApi, useFactory: (url: string) => new ShopApi(url), inject: [API_URL] },
    { provide: ShopApi, useFactory: () => new RecordingShopApi("https://shop.example") },
    {
      provide: STORE,
      useFactory: (log: Logger, api: ShopApi) => ({ get: (key) => (log.debug(key), api.url) }),
      inject: [Logger, ShopApi],
    },
    { provide: STORE, useExisting: MemoryStore },
    { provide: PORT, useExisting: RETRIES },
    ...moreProviders,
  ],
})
export class RightProviders {}

// Wrong: @GalaxyPlugin()

// @ts-expect-error GALAXY calls it "itch"
GalaxyPlugin({ platform: "itchio" });
// @ts-expect-error there is no such name
GalaxyPlugin({ platform: Platform.Itch });
// @ts-expect-error platform is missing
GalaxyPlugin({ services: [] });
// @ts-expect-error platform is missing
GalaxyPlugin();
// @ts-expect-error write @GalaxyPlugin({ … })
@GalaxyPlugin
export class Uncalled {}

// @ts-expect-error it is services
GalaxyPlugin({ platform, service: [ShopApi] });
// @ts-expect-error it comes from package.json
GalaxyPlugin({ platform, version: "1.0.0" });
// @ts-expect-error there is no such level
GalaxyPlugin({ platform, logLevel: "verbose" });
// @ts-expect-error a string
GalaxyPlugin({ platform, guid: 1 });
// @ts-expect-error each variant has its own
GalaxyPlugin({ guid: GUID, variants: {} });
// @ts-expect-error each variant has its own
GalaxyPlugin({ platform, variants: {} });
// @ts-expect-error platform is missing
GalaxyPlugin({ variants: { wii: { guid: GUID, name: "Wii" } } });
// @ts-expect-error GALAXY calls it "nwii"
GalaxyPlugin({ variants: { wii: { platform: "wii", guid: GUID, name: "Wii" } } });
// @ts-expect-error guid is missing
GalaxyPlugin({ variants: { wii: { platform, name: "Wii" } } });
// @ts-expect-error a string
GalaxyPlugin({ variants: { wii: { platform, guid: 1, name: "Wii" } } });
// @ts-expect-error name is missing
GalaxyPlugin({ variants: { wii: { platform, guid: GUID } } });
// @ts-expect-error a string
GalaxyPlugin({ variants: { wii: { platform, guid: GUID, name: 1 } } });
// @ts-expect-error it cannot be instantiated
@GalaxyPlugin({ platform })
export abstract class AbstractPlugin {}

// @ts-expect-error it cannot be instantiated
GalaxyPlugin({ platform, services: [Transport] });
// @ts-expect-error the class itself
GalaxyPlugin({ platform, services: [new MemoryStore()] });
// @ts-expect-error a list
GalaxyPlugin({ platform, services: MemoryStore });

export class WrongPlace {
  // @ts-expect-error only classes can be decorated
  @GalaxyPlugin({ platform })
  method() {}
}

// Wrong: providers

// @ts-expect-error API_URL is a string
GalaxyPlugin({ platform, providers: [{ provide: API_URL, useValue: 5 }] });

@GalaxyPlugin({
  platform,
  providers: [
    { provide: API_URL, useValue: "" },
    // @ts-expect-error RETRIES is a number
    { provide: RETRIES, useValue: "3" },
  ],
})
export class WrongSecondValue {}

// @ts-expect-error VERBOSE is true or false
GalaxyPlugin({ platform, providers: [...moreProviders, { provide: VERBOSE, useValue: 1 }] });
// @ts-expect-error get is missing
GalaxyPlugin({ platform, providers: [{ provide: STORE, useValue: {} }] });
// @ts-expect-error now and sleep are missing
GalaxyPlugin({ platform, providers: [{ provide: Clock, useValue: {} }] });
// @ts-expect-error API_URL may not be undefined
GalaxyPlugin({ platform, providers: [{ provide: API_URL, useValue: process.env["API_URL"] }] });
// @ts-expect-error a ShopApi is not a Store
GalaxyPlugin({ platform, providers: [{ provide: STORE, useClass: ShopApi }] });
// @ts-expect-error a MemoryStore is not a Transport
GalaxyPlugin({ platform, providers: [{ provide: Transport, useClass: MemoryStore }] });
// @ts-expect-error an abstract class cannot be instantiated
GalaxyPlugin({ platform, providers: [{ provide: Transport, useClass: Transport }] });
// @ts-expect-error an instance is useValue
GalaxyPlugin({ platform, providers: [{ provide: STORE, useClass: new MemoryStore() }] });
// @ts-expect-error a MemoryStore is not a ShopApi
GalaxyPlugin({ platform, providers: [{ provide: ShopApi, useFactory: () => new MemoryStore() }] });
// @ts-expect-error a factory is not async
GalaxyPlugin({ platform, providers: [{ provide: API_URL, useFactory: async () => "https://shop.example" }] });
// @ts-expect-error a value is useValue
GalaxyPlugin({ platform, providers: [{ provide: API_URL, useFactory: "https://shop.example" }] });
// @ts-expect-error a MemoryStore is not a ShopApi
GalaxyPlugin({ platform, providers: [{ provide: ShopApi, useExisting: MemoryStore }] });
// @ts-expect-error RETRIES is not a string
GalaxyPlugin({ platform, providers: [{ provide: API_URL, useExisting: RETRIES }] });
// @ts-expect-error useValue, useClass, useFactory or useExisting
GalaxyPlugin({ platform, providers: [{ provide: API_URL }] });
// @ts-expect-error it is useValue
GalaxyPlugin({ platform, providers: [{ provide: API_URL, useValu: "" }] });
// @ts-expect-error provide is missing
GalaxyPlugin({ platform, providers: [{ useValue: "" }] });
// @ts-expect-error provide is missing
GalaxyPlugin({ platform, providers: [{ useClass: MemoryStore }] });
// @ts-expect-error provide is missing
GalaxyPlugin({ platform, providers: [{ useFactory: () => "" }] });
// @ts-expect-error provide is missing
GalaxyPlugin({ platform, providers: [{ useExisting: MemoryStore }] });
// @ts-expect-error a key is a class or a token
GalaxyPlugin({ platform, providers: [{ provide: API_URL, useFactory: (url: string) => url, inject: ["URL"] }] });
// @ts-expect-error a name is a string
token(5);
// @ts-expect-error make a token
GalaxyPlugin({ platform, providers: [{ provide: "API_URL", useValue: "" }] });
// @ts-expect-error { provide: MemoryStore, useValue: … }
GalaxyPlugin({ platform, providers: [new MemoryStore()] });
// @ts-expect-error it cannot be instantiated
GalaxyPlugin({ platform, providers: [Transport] });

// @Service()

@Service()
export class RightService {
  constructor(
    readonly api: ShopApi,
    readonly clock: Clock,
  ) {}
}

@Service()
export class RightServiceSubclass extends RightService {}

// @ts-expect-error write @Service()
@Service
export class UncalledService {}

// @ts-expect-error it cannot be instantiated
@Service()
export abstract class AbstractServiceClass {}

// @ts-expect-error there are none
Service({ scope: "singleton" });

export class ServiceInWrongPlace {
  // @ts-expect-error only classes can be decorated
  @Service()
  method() {}
}

// @Inject()

export class RightInject {
  constructor(
    @Inject(API_URL) readonly url: string,
    @Inject(RETRIES) private readonly retries: number,
    @Inject(STORE) protected readonly store: Store,
    @Inject(STORE) readonly partOfStore: Pick<Store, "get">,
    @Inject(API_URL) readonly wider: string | URL,
    @Inject(PORT) readonly union: string | number,
    @Inject(VERBOSE) readonly flag: boolean,
    @Inject(PROXY) readonly proxy: string | undefined,
    @Inject(API_URL) readonly anything: unknown,
    @Inject(ShopApi) readonly byClass: ShopApi,
    @Inject(RecordingShopApi) readonly bySubclass: ShopApi,
    @Inject(Transport) readonly byAbstractClass: Transport,
    @Inject(GalaxyClient) readonly galaxy: GalaxyClient,
    readonly clock: Clock,
    @Inject(API_URL) readonly optional?: string,
  ) {}

  uses() {
    return this.retries;
  }
}

export class WrongInject {
  constructor(
    // @ts-expect-error API_URL is a string
    @Inject(API_URL) readonly wrongType: number,
    // @ts-expect-error API_URL is a string, not just this one
    @Inject(API_URL) readonly tooNarrow: "https://shop.example",
    // @ts-expect-error PORT may be a number
    @Inject(PORT) readonly partOfUnion: string,
    // @ts-expect-error VERBOSE may be false
    @Inject(VERBOSE) readonly onlyTrue: true,
    // @ts-expect-error PROXY may be undefined
    @Inject(PROXY) readonly neverUndefined: string,
    // @ts-expect-error a Store is not a ShopApi
    @Inject(STORE) readonly wrongInterface: ShopApi,
    // @ts-expect-error a MemoryStore is not a ShopApi
    @Inject(MemoryStore) readonly wrongClass: ShopApi,
    // @ts-expect-error a ShopApi need not record
    @Inject(ShopApi) readonly subclass: RecordingShopApi,
    // @ts-expect-error make a token
    @Inject("API_URL") readonly byText: string,
    // @ts-expect-error make a token
    @Inject(Symbol("API_URL")) readonly bySymbol: string,
    // @ts-expect-error a key is needed
    @Inject() readonly noKey: string,
    // @ts-expect-error write @Inject(API_URL)
    @Inject readonly uncalled: string,
  ) {}
}

export class InjectInWrongPlace {
  // @ts-expect-error only constructor parameters can be decorated
  @Inject(API_URL)
  property!: string;

  method(
    // @ts-expect-error only constructor parameters can be decorated
    @Inject(API_URL) url: string,
  ) {
    return url;
  }
}
