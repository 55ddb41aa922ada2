import {
  Achievements,
  Friends,
  GameTimes,
  InstallGame,
  LaunchGame,
  LaunchPlatformClient,
  LibrarySettings,
  LocalGames,
  LocalSizes,
  OnHandshake,
  OnShutdown,
  OnTick,
  OSCompatibilities,
  OwnedGames,
  Rpc,
  ShutdownPlatformClient,
  SubscriptionGames,
  Subscriptions,
  UninstallGame,
  UserPresences,
} from "@galaxy-kit/sdk";
import { calledFeatures } from "@galaxy-kit/test-support";
import { type Case, errorJson, integration, method, untyped } from "./case.js";

const nothing = (): never[] => [];
const never = (): never => {
  throw new Error("This must not be called.");
};

const capabilities = (features: readonly string[]): string => `
  > {"jsonrpc":"2.0","id":"3","method":"get_capabilities"}
  < {"jsonrpc":"2.0","id":"3","result":{"platform_name":"generic","features":${JSON.stringify(features)},"token":"token"}}`;

const shutdownMeanwhile = (call: string): string => `
  > {"jsonrpc":"2.0","id":"4","method":"${call}"}
  > {"jsonrpc":"2.0","id":"5","method":"shutdown"}
  < {"jsonrpc":"2.0","id":"4","error":${errorJson(-32001, "Method aborted", "Aborted")}}
  < {"jsonrpc":"2.0","id":"5","result":null}`;

/** Features, lifecycle and persistent cache. */
export const internalCases: readonly Case[] = [
  { name: "no feature is announced without a method", plugin: integration(), dialogue: capabilities([]) },
  {
    name: "the feature of one method is announced",
    plugin: integration(method(OwnedGames(), nothing)),
    dialogue: capabilities(["ImportOwnedGames"]),
  },
  {
    name: "the features of several methods are announced, each once",
    plugin: integration(method(GameTimes(), never), method(OwnedGames(), nothing), untyped(Achievements(), nothing)),
    dialogue: capabilities(["ImportOwnedGames", "ImportAchievements", "ImportGameTime"]),
  },
  {
    name: "all sixteen features of the Python API can be announced",
    plugin: integration(
      method(OwnedGames(), nothing),
      method(LocalGames(), nothing),
      method(LaunchGame(), never),
      method(InstallGame(), never),
      method(UninstallGame(), never),
      untyped(Achievements(), nothing),
      method(GameTimes(), never),
      method(Friends(), nothing),
      method(ShutdownPlatformClient(), never),
      method(LaunchPlatformClient(), never),
      method(LibrarySettings(), never),
      method(OSCompatibilities(), never),
      method(UserPresences(), never),
      method(LocalSizes(), never),
      method(Subscriptions(), nothing),
      untyped(SubscriptionGames(), nothing),
    ),
    dialogue: capabilities(calledFeatures),
  },
  {
    name: "the response to a ping is null",
    plugin: integration(),
    dialogue: `
      > {"jsonrpc":"2.0","id":"7","method":"ping"}
      < {"jsonrpc":"2.0","id":"7","result":null}`,
  },
  {
    name: "the response to a shutdown is null and follows the integration's own shutdown",
    plugin: integration(
      method(OnShutdown(), function () {
        this.report("shutdown");
      }),
    ),
    dialogue: `
      > {"jsonrpc":"2.0","id":"5","method":"shutdown"}
      < {"jsonrpc":"2.0","method":"called","params":{"shutdown":[]}}
      < {"jsonrpc":"2.0","id":"5","result":null}`,
  },
  {
    name: "a handler that is still running at shutdown is canceled, and its response comes first",
    plugin: integration(method(OwnedGames(), () => new Promise<never>(() => undefined))),
    dialogue: shutdownMeanwhile("import_owned_games"),
  },
  {
    name: "a handler that has not started yet gets the same response",
    plugin: integration(method(LocalGames({ after: "authentication" }), nothing)),
    dialogue: shutdownMeanwhile("import_local_games"),
  },
  {
    name: "there is no tick before the handshake",
    plugin: integration(
      method(OnTick(), function () {
        this.report("tick");
      }),
    ),
    dialogue: `
      > {"jsonrpc":"2.0","id":"7","method":"ping"}
      < {"jsonrpc":"2.0","id":"7","result":null}`,
  },
  {
    name: "the first tick follows the handshake",
    plugin: integration(
      method(OnTick(), function () {
        this.report("tick");
      }),
    ),
    dialogue: `
      > {"jsonrpc":"2.0","id":"6","method":"initialize_cache","params":{"data":{}}}
      < {"jsonrpc":"2.0","id":"6","result":null}
      < {"jsonrpc":"2.0","method":"called","params":{"tick":[]}}`,
  },
  {
    name: "the client's cache is available when the handshake is complete (here: after the response, because the client drops earlier messages)",
    plugin: integration(
      method(OnHandshake(), function () {
        this.report(
          "handshake",
          JSON.stringify(this.cache.get("persistent key")),
          JSON.stringify(this.cache.get("persistent object")),
        );
      }),
    ),
    dialogue: `
      > {"jsonrpc":"2.0","id":"3","method":"initialize_cache","params":{"data":{"persistent key":"persistent value","persistent object":{"answer to everything":42}}}}
      < {"jsonrpc":"2.0","id":"3","result":null}
      < {"jsonrpc":"2.0","method":"called","params":{"handshake":["\\"persistent value\\"","{\\"answer to everything\\":42}"]}}`,
  },
  {
    name: "a handshake that fails still gets its response",
    plugin: integration(method(OnHandshake(), never)),
    dialogue: `
      > {"jsonrpc":"2.0","id":"3","method":"initialize_cache","params":{"data":{}}}
      < {"jsonrpc":"2.0","id":"3","result":null}`,
  },
  {
    name: "push_cache sends the whole cache",
    plugin: integration(
      method(Rpc("go"), function () {
        this.cache.set("persistent key", "persistent value");
        this.cache.set("persistent object", { "answer to everything": 42 });
        this.cache.push();
      }),
    ),
    dialogue: `
      > {"jsonrpc":"2.0","id":"0","method":"initialize_cache","params":{"data":{"old":"1"}}}
      < {"jsonrpc":"2.0","id":"0","result":null}
      > {"jsonrpc":"2.0","method":"go"}
      < {"jsonrpc":"2.0","method":"push_cache","params":{"data":{"old":"1","persistent key":"persistent value","persistent object":{"answer to everything":42}}}}`,
  },
  {
    name: "push_cache sends an empty cache after clear",
    plugin: integration(
      method(Rpc("go"), function () {
        this.cache.clear();
        this.cache.push();
      }),
    ),
    dialogue: `
      > {"jsonrpc":"2.0","id":"0","method":"initialize_cache","params":{"data":{"persistent key":"persistent value"}}}
      < {"jsonrpc":"2.0","id":"0","result":null}
      > {"jsonrpc":"2.0","method":"go"}
      < {"jsonrpc":"2.0","method":"push_cache","params":{"data":{}}}`,
  },
  {
    name: "push_cache includes the stored credentials, which it would otherwise erase",
    plugin: integration(
      method(Rpc("go"), function () {
        this.galaxy.storeCredentials({ token: "ABC" });
        this.cache.push();
      }),
    ),
    dialogue: `
      > {"jsonrpc":"2.0","id":"0","method":"initialize_cache","params":{"data":{"key":"value"}}}
      < {"jsonrpc":"2.0","id":"0","result":null}
      > {"jsonrpc":"2.0","method":"go"}
      < {"jsonrpc":"2.0","method":"store_credentials","params":{"token":"ABC"}}
      < {"jsonrpc":"2.0","method":"push_cache","params":{"data":{"key":"value","credentials":{"token":"ABC"}}}}`,
  },
  {
    name: "using the cache before the handshake is an error (Python: an empty cache, which is lost)",
    plugin: integration(
      method(Rpc("go"), function () {
        try {
          return this.cache.keys();
        } catch (error) {
          return (error as Error).name;
        }
      }),
    ),
    dialogue: `
      > {"jsonrpc":"2.0","id":"1","method":"go","params":{}}
      < {"jsonrpc":"2.0","id":"1","result":"NotReadyError"}`,
  },
];
