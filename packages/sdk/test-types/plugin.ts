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
} from "../src/index.js";
import { games } from "./models.js";

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

// ---- @GalaxyPlugin: right ----

@GalaxyPlugin({ platform })
export class Shortest {}

@GalaxyPlugin({ platform: "itch" })
export class PlatformById {}

@GalaxyPlugin({
  platform: Platform.Steam,
  services: [ShopApi, MemoryStore],
  providers: [],
  guid: "1b3d7d4e-0c7c-4f4f-9d3e-3f5b8a0c2d11",
  logLevel: "debug",
})
export class Full {}

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

// ---- providers: right ----

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

// ---- @GalaxyPlugin: wrong ----

// unknown platform
// @ts-expect-error GALAXY calls it "itch"
@GalaxyPlugin({ platform: "itchio" })
export class UnknownPlatform {}

// @ts-expect-error there is no such name
@GalaxyPlugin({ platform: Platform.Itch })
export class UnknownPlatformName {}

// no platform
// @ts-expect-error platform is missing
@GalaxyPlugin({ services: [] })
export class NoPlatform {}

// no options
// @ts-expect-error platform is missing
@GalaxyPlugin()
export class NoOptions {}

// forgotten call
// @ts-expect-error write @GalaxyPlugin({ … })
@GalaxyPlugin
export class Uncalled {}

// option typo
// @ts-expect-error it is services
@GalaxyPlugin({ platform, service: [ShopApi] })
export class OptionTypo {}

// version typed twice
// @ts-expect-error it comes from package.json
@GalaxyPlugin({ platform, version: "1.0.0" })
export class VersionTwice {}

// unknown log level
// @ts-expect-error there is no such level
@GalaxyPlugin({ platform, logLevel: "verbose" })
export class UnknownLogLevel {}

// guid of the wrong type
// @ts-expect-error a string
@GalaxyPlugin({ platform, guid: 1 })
export class NumericGuid {}

// abstract plugin class
// @ts-expect-error it cannot be made
@GalaxyPlugin({ platform })
export abstract class AbstractPlugin {}

// abstract service
// @ts-expect-error it cannot be made
@GalaxyPlugin({ platform, services: [Transport] })
export class AbstractService {}

// an instance in the place of its class
// @ts-expect-error the class itself
@GalaxyPlugin({ platform, services: [new MemoryStore()] })
export class InstanceAsService {}

// one service that is no list
// @ts-expect-error a list
@GalaxyPlugin({ platform, services: MemoryStore })
export class NoList {}

export class WrongPlace {
  // on a method
  // @ts-expect-error goes on a class
  @GalaxyPlugin({ platform })
  method() {}
}

// ---- providers: wrong ----

// value of the wrong type
// @ts-expect-error API_URL is a string
@GalaxyPlugin({ platform, providers: [{ provide: API_URL, useValue: 5 }] })
export class WrongValue {}

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
@GalaxyPlugin({ platform, providers: [...moreProviders, { provide: VERBOSE, useValue: 1 }] })
export class WrongLastValue {}

// @ts-expect-error get is missing
@GalaxyPlugin({ platform, providers: [{ provide: STORE, useValue: {} }] })
export class WrongShape {}

// @ts-expect-error now and sleep are missing
@GalaxyPlugin({ platform, providers: [{ provide: Clock, useValue: {} }] })
export class WrongFake {}

// @ts-expect-error API_URL may not be undefined
@GalaxyPlugin({ platform, providers: [{ provide: API_URL, useValue: process.env["API_URL"] }] })
export class MaybeUndefined {}

// class of the wrong type
// @ts-expect-error ShopApi is no Store
@GalaxyPlugin({ platform, providers: [{ provide: STORE, useClass: ShopApi }] })
export class WrongClass {}

// @ts-expect-error MemoryStore is no Transport
@GalaxyPlugin({ platform, providers: [{ provide: Transport, useClass: MemoryStore }] })
export class WrongSubclass {}

// @ts-expect-error an abstract class cannot be made
@GalaxyPlugin({ platform, providers: [{ provide: Transport, useClass: Transport }] })
export class AbstractClass {}

// @ts-expect-error an instance is useValue
@GalaxyPlugin({ platform, providers: [{ provide: STORE, useClass: new MemoryStore() }] })
export class InstanceAsClass {}

// factory of the wrong type
// @ts-expect-error MemoryStore is no ShopApi
@GalaxyPlugin({ platform, providers: [{ provide: ShopApi, useFactory: () => new MemoryStore() }] })
export class WrongFactory {}

// @ts-expect-error a factory is not async
@GalaxyPlugin({ platform, providers: [{ provide: API_URL, useFactory: async () => "https://shop.example" }] })
export class AsyncFactory {}

// @ts-expect-error a value is useValue
@GalaxyPlugin({ platform, providers: [{ provide: API_URL, useFactory: "https://shop.example" }] })
export class NoFactory {}

// alias of the wrong type
// @ts-expect-error MemoryStore is no ShopApi
@GalaxyPlugin({ platform, providers: [{ provide: ShopApi, useExisting: MemoryStore }] })
export class WrongAlias {}

// @ts-expect-error RETRIES is no string
@GalaxyPlugin({ platform, providers: [{ provide: API_URL, useExisting: RETRIES }] })
export class WrongAliasToken {}

// nothing provided
// @ts-expect-error useValue, useClass, useFactory or useExisting
@GalaxyPlugin({ platform, providers: [{ provide: API_URL }] })
export class NothingProvided {}

// option typo
// @ts-expect-error it is useValue
@GalaxyPlugin({ platform, providers: [{ provide: API_URL, useValu: "" }] })
export class ProviderTypo {}

// text as a key
// @ts-expect-error make a token
@GalaxyPlugin({ platform, providers: [{ provide: "API_URL", useValue: "" }] })
export class TextKey {}

// an instance in the place of its class
// @ts-expect-error { provide: MemoryStore, useValue: … }
@GalaxyPlugin({ platform, providers: [new MemoryStore()] })
export class InstanceAsProvider {}

// an abstract class alone
// @ts-expect-error it cannot be made
@GalaxyPlugin({ platform, providers: [Transport] })
export class AbstractProvider {}

// ---- @Service ----

@Service()
export class RightService {
  constructor(
    readonly api: ShopApi,
    readonly clock: Clock,
  ) {}
}

@Service()
export class RightServiceSubclass extends RightService {}

// forgotten call
// @ts-expect-error write @Service()
@Service
export class UncalledService {}

// abstract class
// @ts-expect-error it cannot be made
@Service()
export abstract class AbstractServiceClass {}

// options
// @ts-expect-error there are none
@Service({ scope: "singleton" })
export class ServiceWithOptions {}

export class ServiceInWrongPlace {
  // on a method
  // @ts-expect-error goes on a class
  @Service()
  method() {}
}

// ---- @Inject ----

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
    // token of the wrong type
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
    // @ts-expect-error a Store is no ShopApi
    @Inject(STORE) readonly wrongInterface: ShopApi,
    // class of the wrong type
    // @ts-expect-error MemoryStore is no ShopApi
    @Inject(MemoryStore) readonly wrongClass: ShopApi,
    // @ts-expect-error a ShopApi need not record
    @Inject(ShopApi) readonly subclass: RecordingShopApi,
    // text as a key
    // @ts-expect-error make a token
    @Inject("API_URL") readonly byText: string,
    // @ts-expect-error make a token
    @Inject(Symbol("API_URL")) readonly bySymbol: string,
    // @ts-expect-error a key is needed
    @Inject() readonly noKey: string,
    // forgotten call
    // @ts-expect-error write @Inject(API_URL)
    @Inject readonly uncalled: string,
  ) {}
}

export class InjectInWrongPlace {
  // on a property
  // @ts-expect-error goes on a parameter of the constructor
  @Inject(API_URL)
  property!: string;

  method(
    // on a parameter of a method
    // @ts-expect-error goes on a parameter of the constructor
    @Inject(API_URL) url: string,
  ) {
    return url;
  }
}
