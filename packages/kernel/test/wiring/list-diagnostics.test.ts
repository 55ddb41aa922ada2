import { LaunchGame, Service, token } from "@galaxy-kit/sdk";
import { describe, expect, it } from "@jest/globals";
import { Login, pluginOf } from "../support/author.js";
import { diagnosticsOf } from "../support/diagnostics.js";

describe("the lists of @GalaxyPlugin() are rejected", () => {
  it.each([
    [
      undefined,
      "nothing",
      "Look for files that import each other: the class did not exist yet when @GalaxyPlugin() was evaluated.",
    ],
    ["Login", '"Login"', "List only classes with decorated methods there; anything else belongs in providers."],
    [null, "null", "List only classes with decorated methods there; anything else belongs in providers."],
    [
      { provide: Login },
      "an object with provide",
      "List only classes with decorated methods there; anything else belongs in providers.",
    ],
    [() => Login, "a function", "List only classes with decorated methods there; anything else belongs in providers."],
  ])("with %p among the services", (service, found, remedy) => {
    expect(diagnosticsOf(pluginOf([Login, service as never]))).toEqual([
      { subject: "TestPlugin", message: `services[1] must be a class, but found ${found}`, remedy },
    ]);
  });

  it.each<[provider: unknown, found: string]>([
    [undefined, "nothing"],
    [null, "null"],
    ["API_URL", '"API_URL"'],
    [{}, "an empty object"],
    [{ provide: undefined, useValue: 1 }, "an object with provide, useValue"],
    [{ provide: "API_URL", useValue: 1 }, "an object with provide, useValue"],
    [{ provide: token("A") }, "an object with provide"],
    [{ provide: token("A"), useClass: undefined }, "an object with provide, useClass"],
    [{ provide: token("A"), useFactory: "make" }, "an object with provide, useFactory"],
    [{ provide: token("A"), useExisting: undefined }, "an object with provide, useExisting"],
  ])("with %p among the providers", (provider, found) => {
    expect(diagnosticsOf(pluginOf([Login], { providers: [provider as never] }))).toEqual([
      {
        subject: "TestPlugin",
        message: `providers[0] must be a provider, but found ${found}`,
        remedy:
          "Use a class with @Service(), or an object with provide and one of useValue, useClass, useFactory and useExisting.",
      },
    ]);
  });

  it.each([
    ["undefined", [undefined]],
    ["a string among keys", [Login, "API_URL"]],
  ])("with a factory that injects something other than a key: %s", (_, inject) => {
    expect(
      diagnosticsOf(
        pluginOf([Login], { providers: [{ provide: token("A"), useFactory: () => 1, inject: inject as never }] }),
      ),
    ).toEqual([
      {
        subject: "TestPlugin",
        message: "the inject list of providers[0], which creates A, has an entry that is neither a class nor a token",
        remedy:
          "Look for files that import each other: the entry did not exist yet when @GalaxyPlugin() was evaluated.",
      },
    ]);
  });

  it("without a class whose decorated methods would never be called", () => {
    @Service()
    class Launcher {
      @LaunchGame()
      launch() {
        return undefined;
      }
    }
    @Service()
    class Library {
      constructor(readonly launcher: Launcher) {}
    }
    expect(diagnosticsOf(pluginOf([Login, Library]))).toEqual([
      {
        subject: "Launcher.launch",
        message:
          "Launcher is injected into Library but is not listed as a service, so its decorated methods would never be called",
        remedy: "Add Launcher to the services of @GalaxyPlugin() on TestPlugin.",
      },
    ]);
    expect(diagnosticsOf(pluginOf([Login, Library, Launcher]))).toEqual([]);
  });
});
