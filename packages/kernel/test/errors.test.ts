import { readFileSync } from "node:fs";
import * as sdk from "@galaxy-kit/sdk";
import { Achievements, BackendError, type GalaxyErrorOptions, OwnedGames, UnknownError } from "@galaxy-kit/sdk";
import { errorRows } from "@galaxy-kit/test-support";
import { describe, expect, it } from "@jest/globals";
import { integration, never } from "./support/author.js";
import { startRig } from "./support/rig.js";

type ErrorClass = new (message?: unknown, options?: GalaxyErrorOptions) => Error;
const classOf = (name: string): ErrorClass => (sdk as unknown as Record<string, ErrorClass>)[name] as ErrorClass;

/** Returns the errors sent for a throwing handler: of a request and of one item of an import. */
async function thrownBy(handle: () => unknown): Promise<{ request: unknown; item: unknown }> {
  const rig = await startRig(
    integration({ owned: [OwnedGames(), handle], achievements: [Achievements() as never, handle] }),
  );
  const response = await rig.request("import_owned_games");
  await rig.request("start_achievements_import", { game_ids: ["1"] });
  const failure = rig.messages.find(({ method }) => method === "game_achievements_import_failure");
  return { request: response?.["error"], item: (failure?.["params"] as { error: unknown } | undefined)?.error };
}

describe("a GalaxyError", () => {
  it.each(errorRows)("%s is sent as %i, %j", async (name, code, message) => {
    const error = { code, message, data: { internal_type: name } };
    const { request, item } = await thrownBy(() => {
      throw new (classOf(name))();
    });
    expect(request).toEqual(error);
    expect(item).toEqual(error);
  });

  it("has the author's message and data, but its own type", async () => {
    const { request, item } = await thrownBy(() => {
      throw new BackendError("down until 5", {
        data: { until: 5, list: [null, { deep: true }], internal_type: "Banned" },
      });
    });
    const error = {
      code: 4,
      message: "down until 5",
      data: { until: 5, list: [null, { deep: true }], internal_type: "BackendError" },
    };
    expect(request).toEqual(error);
    expect(item).toEqual(error);
  });

  it("logs its cause but does not send it", async () => {
    const rig = await startRig(
      integration({
        owned: [
          OwnedGames(),
          () => {
            throw new BackendError("down", { cause: new Error("ECONNRESET") });
          },
        ],
      }),
    );
    expect(await rig.request("import_owned_games")).toEqual({
      error: { code: 4, message: "down", data: { internal_type: "BackendError" } },
    });
    expect(rig.log.entries.at(-1)).toMatchObject({ error: { cause: { message: "ECONNRESET" } } });
  });

  it("is sent without data that cannot be serialized as JSON", async () => {
    const { request } = await thrownBy(() => {
      throw new BackendError("down", { data: { big: 1n } as never });
    });
    expect(request).toEqual({ code: 4, message: "down", data: { internal_type: "BackendError" } });
  });

  it.each([201, 1000, 1500, 3000])("is sent without data that is nested %i levels deep", async (levels) => {
    let data: object = {};
    for (let level = 1; level < levels; level++) data = level % 2 === 0 ? { data } : [data];
    const { request, item } = await thrownBy(() => {
      throw new BackendError("down", { data: { data } as never });
    });
    const error = { code: 4, message: "down", data: { internal_type: "BackendError" } };
    expect(request).toEqual(error);
    expect(item).toEqual(error);
  });

  it.each([
    { message: 404, text: "404" },
    { message: null, text: "null" },
    { message: "", text: "" },
    { message: { status: 404 }, text: '{"status":404}' },
    { message: [1, "a"], text: '[1,"a"]' },
    { message: new Error("inner"), text: "Error: inner" },
    { message: new URL("https://a.example/b"), text: "https://a.example/b" },
    { message: 5n, text: "5" },
    { message: Symbol("s"), text: "Symbol(s)" },
  ])("sends a message that is not a string as a string: $text", async ({ message, text }) => {
    const { request } = await thrownBy(() => {
      throw new BackendError(message);
    });
    expect(request).toEqual({ code: 4, message: text, data: { internal_type: "BackendError" } });
  });

  it("can be of the author's own class", async () => {
    class ShopClosed extends UnknownError {
      constructor() {
        super("closed", { data: { open: "tomorrow" } });
      }
    }
    const { request, item } = await thrownBy(() => {
      throw new ShopClosed();
    });
    const error = { code: 0, message: "closed", data: { open: "tomorrow", internal_type: "UnknownError" } };
    expect(request).toEqual(error);
    expect(item).toEqual(error);
  });
});

describe("any other thrown value", () => {
  const unknown = (message: string): object => ({ code: 0, message, data: { internal_type: "UnknownError" } });
  const nodeError = (): never => readFileSync("/does/not/exist") as never;

  it.each<{ what: string; handle: () => unknown; text: string }>([
    {
      what: "an Error",
      handle: () => {
        throw new Error("disk full");
      },
      text: "disk full",
    },
    {
      what: "a Node error",
      handle: nodeError,
      text: "ENOENT: no such file or directory, open '/does/not/exist'",
    },
    {
      what: "an Error with another name",
      handle: () => {
        throw new TypeError("x is undefined");
      },
      text: "x is undefined",
    },
    {
      what: "an Error without a message",
      handle: () => {
        throw new Error();
      },
      text: "Unknown error",
    },
    { what: "a rejected promise", handle: () => Promise.reject(new Error("later")), text: "later" },
    {
      what: "a string",
      handle: () => {
        throw "just text";
      },
      text: "just text",
    },
    {
      what: "an empty string",
      handle: () => {
        throw "";
      },
      text: "Unknown error",
    },
    {
      what: "undefined",
      handle: () => {
        throw undefined;
      },
      text: "Unknown error",
    },
    {
      what: "null",
      handle: () => {
        throw null;
      },
      text: "Unknown error",
    },
    {
      what: "a number",
      handle: () => {
        throw 5;
      },
      text: "Unknown error",
    },
    {
      what: "an object",
      handle: () => {
        throw { message: "no", code: 100 };
      },
      text: "Unknown error",
    },
    {
      what: "a rejection without a reason",
      handle: async () => {
        await Promise.resolve();
        throw undefined;
      },
      text: "Unknown error",
    },
  ])("is sent as an UnknownError, with its message only for a request: $what", async ({ handle, text }) => {
    const { request, item } = await thrownBy(handle);
    expect(request).toEqual(unknown(text));
    expect(item).toEqual(unknown("Unknown error"));
  });

  it.each([
    {
      what: "an object that cannot be inspected",
      thrown: new Proxy(
        {},
        {
          has: () => {
            throw new Error("closed");
          },
          getPrototypeOf: () => {
            throw new Error("closed");
          },
        },
      ),
    },
    {
      what: "a GalaxyError whose message cannot be read",
      thrown: Object.defineProperty(new BackendError(), "message", {
        get: () => {
          throw new Error("lazy");
        },
      }),
    },
  ])("is sent as an UnknownError and logged if it is $what", async ({ thrown }) => {
    const handle = (): never => {
      throw thrown;
    };
    const { request, item } = await thrownBy(handle);
    expect(request).toEqual(unknown("Unknown error"));
    expect(item).toEqual(unknown("Unknown error"));
    const rig = await startRig(integration({ owned: [OwnedGames(), handle] }));
    await rig.request("import_owned_games");
    expect(rig.log.entries.at(-1)).toMatchObject({
      level: "error",
      message: "Author.owned threw a value that cannot be read",
      place: "Author.owned",
    });
  });

  it("is logged with a remedy if it is not an Error: nobody can say where it was thrown", async () => {
    const rig = await startRig(
      integration({
        owned: [
          OwnedGames(),
          () => {
            throw "disk full";
          },
        ],
      }),
    );
    await rig.request("import_owned_games");
    expect(rig.log.entries.at(-1)).toMatchObject({
      message: "Author.owned threw",
      error: "disk full",
      remedy: "Throw an Error, which has a stack, in place of a string.",
    });
  });

  it("is logged completely, with its location", async () => {
    const rig = await startRig(
      integration({
        owned: [
          OwnedGames(),
          () => {
            throw new Error("disk full", { cause: "quota" });
          },
        ],
      }),
    );
    await rig.request("import_owned_games");
    expect(rig.log.entries.at(-1)).toMatchObject({
      level: "error",
      logger: "Author",
      message: "Author.owned threw",
      place: "Author.owned",
      error: { name: "Error", message: "disk full", cause: "quota", stack: expect.stringContaining("errors.test.ts") },
    });
  });
});

describe("a handler that never settles", () => {
  const thenable = { then: () => undefined };

  it.each([
    { what: "a promise", handle: () => never() },
    { what: "a promise that is not a native one", handle: () => thenable },
    { what: "a thenable function, such as a query builder", handle: () => Object.assign(() => undefined, thenable) },
    {
      what: "a promise that rejects with its own error on abort",
      handle: (signal: AbortSignal) =>
        new Promise((_, reject) => {
          signal.addEventListener("abort", () => {
            reject(new BackendError("canceled"));
          });
        }),
    },
    {
      what: "a promise that rejects with the signal's reason",
      handle: (signal: AbortSignal) =>
        new Promise((_, reject) => {
          signal.addEventListener("abort", () => {
            reject(signal.reason as Error);
          });
        }),
    },
  ])("gets the Aborted error when the integration closes: $what", async ({ handle }) => {
    const rig = await startRig(integration({ owned: [OwnedGames(), handle] }));
    expect(await rig.request("import_owned_games")).toBeUndefined();
    await rig.send({ jsonrpc: "2.0", id: "end", method: "shutdown" });
    expect(rig.take()).toEqual([
      {
        jsonrpc: "2.0",
        id: "100",
        error: { code: -32001, message: "Method aborted", data: { internal_type: "Aborted" } },
      },
      { jsonrpc: "2.0", id: "end", result: null },
    ]);
    expect(rig.log.messages("error")).toEqual([]);
  });
});
