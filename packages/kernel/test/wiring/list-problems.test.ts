import { LaunchGame, Service, token } from "@galaxy-kit/sdk";
import { describe, expect, it } from "@jest/globals";
import { Login, pluginOf } from "../support/author.js";
import { problemsOf } from "../support/problems.js";

describe("lists of @GalaxyPlugin()", () => {
  it.each([
    [
      undefined,
      "nothing",
      "Look for files that import each other: the class was not there yet when @GalaxyPlugin() was read.",
    ],
    ["Login", '"Login"', "List classes with annotated methods there; anything else belongs into providers."],
    [null, "null", "List classes with annotated methods there; anything else belongs into providers."],
    [
      { provide: Login },
      "an object with provide",
      "List classes with annotated methods there; anything else belongs into providers.",
    ],
    [() => Login, "a function", "List classes with annotated methods there; anything else belongs into providers."],
  ])("with %p among the services", (service, found, remedy) => {
    expect(problemsOf(pluginOf([Login, service as never]))).toEqual([
      { subject: "TestPlugin", message: `services[1] is no class but ${found}`, remedy },
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
    expect(problemsOf(pluginOf([Login], { providers: [provider as never] }))).toEqual([
      {
        subject: "TestPlugin",
        message: `providers[0] is no provider but ${found}`,
        remedy: "Write a class with @Service(), or { provide, useValue }, useClass, useFactory or useExisting.",
      },
    ]);
  });

  it.each([
    ["undefined", [undefined]],
    ["a text among keys", [Login, "API_URL"]],
  ])("with a factory that asks for what is no key: %s", (_, inject) => {
    expect(
      problemsOf(
        pluginOf([Login], { providers: [{ provide: token("A"), useFactory: () => 1, inject: inject as never }] }),
      ),
    ).toEqual([
      {
        subject: "TestPlugin",
        message: "the inject of providers[0], which makes A, holds something that is no class and no token",
        remedy: "Look for files that import each other: what it names was not there yet when @GalaxyPlugin() was read.",
      },
    ]);
  });

  it("that leave out a class whose annotated methods nobody would call", () => {
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
    expect(problemsOf(pluginOf([Login, Library]))).toEqual([
      {
        subject: "Launcher.launch",
        message: "Launcher is injected into Library, but its annotated methods are not part of the integration",
        remedy: "Add Launcher to the services of @GalaxyPlugin() on TestPlugin.",
      },
    ]);
    expect(problemsOf(pluginOf([Login, Library, Launcher]))).toEqual([]);
  });
});
