import { errorRows } from "@galaxy-kit/test-support";
import { describe, expect, jest, test } from "@jest/globals";
import * as sdk from "../src/index.js";
import { GalaxyError, type GalaxyErrorClass } from "../src/index.js";

type AnyErrorClass = GalaxyErrorClass<never> &
  (new (message?: unknown, options?: sdk.GalaxyErrorOptions) => GalaxyError);

const classes = errorRows.map(([name, code, message]) => ({
  name,
  code,
  message,
  ErrorClass: (sdk as unknown as Record<string, AnyErrorClass>)[name] as AnyErrorClass,
}));

describe("every error of GALAXY", () => {
  test.each(classes)("$name has its code", ({ ErrorClass, code }) => {
    expect(new ErrorClass().code).toBe(code);
  });

  test.each(classes)("$name has its code on the class too", ({ ErrorClass, code }) => {
    expect(ErrorClass.code).toBe(code);
  });

  test.each(classes)("$name has its name", ({ ErrorClass, name }) => {
    expect(new ErrorClass().name).toBe(name);
  });

  test.each(classes)("$name has a default message", ({ ErrorClass, message }) => {
    expect(new ErrorClass().message).toBe(message);
  });

  test.each(classes)("$name accepts another message", ({ ErrorClass }) => {
    expect(new ErrorClass("test message").message).toBe("test message");
  });

  test.each(classes)("$name is an Error, a GalaxyError and itself", ({ ErrorClass }) => {
    const error = new ErrorClass();
    expect([error instanceof Error, error instanceof GalaxyError, error instanceof ErrorClass]).toStrictEqual([
      true,
      true,
      true,
    ]);
  });

  test.each(classes)("$name is not an instance of another error class", ({ ErrorClass, name }) => {
    const error = new ErrorClass();
    expect(classes.filter((other) => error instanceof other.ErrorClass).map((other) => other.name)).toStrictEqual([
      name,
    ]);
  });

  test.each(classes)("$name has empty data by default", ({ ErrorClass }) => {
    expect(new ErrorClass().data).toStrictEqual({});
  });

  test.each(classes)("$name shows name and message in its stack", ({ ErrorClass, message }) => {
    expect(new ErrorClass().stack).toContain(`: ${message}\n`);
  });
});

describe("a message that is not a string", () => {
  test.each([
    [1, "1"],
    [0, "0"],
    [null, "null"],
    [false, "false"],
    [10n, "10"],
    [Symbol("s"), "Symbol(s)"],
    [[], "[]"],
    [["a", 1], '["a",1]'],
    [{}, "{}"],
    [{ status: 503 }, '{"status":503}'],
    [Object.create(null), "{}"],
    [new TypeError("broken"), "TypeError: broken"],
    [new URL("https://example.org/a"), "https://example.org/a"],
    [new Date("invalid"), "Invalid Date"],
  ])("%p is sent as %p", (message, text) => {
    expect(new sdk.BackendError(message).message).toBe(text);
  });

  test("is sent as [object Object] if it is circular", () => {
    const circular: Record<string, unknown> = {};
    circular["self"] = circular;
    expect(new sdk.BackendError(circular).message).toBe("[object Object]");
  });

  test("is the default message if it is undefined", () => {
    expect(new sdk.BackendError(undefined).message).toBe("Backend error");
  });

  test("stays empty if it is an empty string", () => {
    expect(new sdk.BackendError("").message).toBe("");
  });
});

describe("the data of an error", () => {
  test.each([{ key: "value" }, {}, { list: ["of", "things"], nothing: null }, { internal_type: "Mine" }])(
    "can be %j",
    (data) => {
      expect(new sdk.BackendError("m", { data }).data).toStrictEqual(data);
    },
  );

  test.each([[123], [["not", "an", "object"]], ["nor is this"], [true], [() => ({})]])("cannot be %p", (data) => {
    expect(() => new sdk.BackendError("m", { data: data as never })).toThrow(
      new TypeError("The data of a GalaxyError must be an object, such as { data: { detail: … } }."),
    );
  });

  test.each([undefined, null])("is empty if it is %p", (data) => {
    expect(new sdk.BackendError("m", { data: data as never }).data).toStrictEqual({});
  });
});

describe("the cause of an error", () => {
  test("is kept", () => {
    const cause = new Error("socket hang up");
    expect(new sdk.NetworkError("m", { cause }).cause).toBe(cause);
  });

  test("is kept even if it is undefined", () => {
    expect(Object.hasOwn(new sdk.NetworkError("m", { cause: undefined }), "cause")).toBe(true);
  });

  test("is absent if none was given", () => {
    expect(Object.hasOwn(new sdk.NetworkError("m", { data: {} }), "cause")).toBe(false);
  });
});

describe("is() of an error class", () => {
  test.each(classes)("of $name recognizes its own errors, and no others", ({ ErrorClass, name }) => {
    const recognized = classes.filter((other) => ErrorClass.is(new other.ErrorClass()));
    expect(recognized.map((other) => other.name)).toStrictEqual([name]);
  });

  test("does not recognize what only looks like its error", () => {
    expect(sdk.InvalidCredentials.is({ name: "InvalidCredentials", code: 100, message: "m", data: {} })).toBe(false);
    expect(sdk.InvalidCredentials.is(undefined)).toBe(false);
  });
});

describe("an author's own subclass", () => {
  class SessionExpired extends sdk.InvalidCredentials {
    constructor() {
      super("The session has expired.");
    }
  }

  test("keeps the code of its class", () => {
    expect(new SessionExpired().code).toBe(100);
  });

  test("keeps the name of its class, which is sent on the wire", () => {
    expect(new SessionExpired().name).toBe("InvalidCredentials");
  });

  test("is recognized by its class", () => {
    expect(sdk.InvalidCredentials.is(new SessionExpired())).toBe(true);
  });

  test("is a GalaxyError", () => {
    expect(GalaxyError.isGalaxyError(new SessionExpired())).toBe(true);
  });
});

describe("the code of an author's own error", () => {
  const withCode = (code: number): GalaxyError =>
    new (class extends GalaxyError {
      override readonly name = "ShopError";
    })(code, "m");

  test.each([0, 1, 999, -1, -31999, -32769, Number.MAX_SAFE_INTEGER])("can be %p", (code) => {
    expect(withCode(code).code).toBe(code);
  });

  test.each([-32768, -32700, -32601, -32001, -32000, 1.5, NaN, Infinity, 2 ** 53, "4", null, undefined])(
    "cannot be %p",
    (code) => {
      expect(() => withCode(code as never)).toThrow(
        new RangeError(
          `The code of a GalaxyError must be an integer outside of -32768…-32000, but found ${String(code)}.`,
        ),
      );
    },
  );

  test("can be reserved in a subclass of the class that has it", () => {
    class Canceled extends sdk.Aborted {}
    expect(new Canceled().code).toBe(-32001);
  });
});

describe("GalaxyError.isGalaxyError", () => {
  test.each(classes)("recognizes $name", ({ ErrorClass }) => {
    expect(GalaxyError.isGalaxyError(new ErrorClass())).toBe(true);
  });

  test.each([
    ["an Error", new Error("m")],
    ["a look-alike", { name: "BackendError", code: 4, message: "Backend error", data: {} }],
    ["the class", sdk.BackendError],
    ["null", null],
    ["nothing", undefined],
    ["text", "BackendError"],
    ["a PluginDefinitionError", new sdk.PluginDefinitionError([])],
    ["a NotReadyError", new sdk.NotReadyError("m")],
  ])("does not recognize %s", (_what, value) => {
    expect(GalaxyError.isGalaxyError(value)).toBe(false);
  });

  test("leaves no visible mark", () => {
    expect(Object.keys(new sdk.BackendError())).not.toContain("Symbol(@galaxy-kit/sdk:GalaxyError)");
    expect(JSON.parse(JSON.stringify(new sdk.BackendError()))).toStrictEqual({
      name: "BackendError",
      code: 4,
      data: {},
    });
  });

  describe("with another copy of the package", () => {
    const loadCopy = async () => {
      jest.resetModules();
      return import("../src/index.js");
    };

    test("the copy has its own classes", async () => {
      expect((await loadCopy()).BackendError).not.toBe(sdk.BackendError);
    });

    test("recognizes its errors", async () => {
      const copy = await loadCopy();
      expect(GalaxyError.isGalaxyError(new copy.BackendError())).toBe(true);
    });

    test("is recognized by it", async () => {
      const copy = await loadCopy();
      expect(copy.GalaxyError.isGalaxyError(new sdk.BackendError())).toBe(true);
    });

    test("each class recognizes its own of them, and no other", async () => {
      const error = new (await loadCopy()).InvalidCredentials();
      expect(classes.filter(({ ErrorClass }) => ErrorClass.is(error)).map(({ name }) => name)).toStrictEqual([
        "InvalidCredentials",
      ]);
    });

    test("RetryAfter recognizes only those with a delay", async () => {
      const { RetryAfter, TooManyRequests } = await loadCopy();
      expect(sdk.RetryAfter.is(new RetryAfter("30s"))).toBe(true);
      expect(sdk.TooManyRequests.is(new RetryAfter("30s"))).toBe(true);
      expect(sdk.RetryAfter.is(new TooManyRequests())).toBe(false);
    });

    test("instanceof does not recognize them", async () => {
      const copy = await loadCopy();
      expect(new copy.BackendError() instanceof GalaxyError).toBe(false);
    });
  });
});

describe("NotReadyError", () => {
  test("is an Error with its own name", () => {
    expect(new sdk.NotReadyError("too early")).toMatchObject({ name: "NotReadyError", message: "too early" });
  });
});

describe("PluginDefinitionError", () => {
  const duplicate: sdk.Diagnostic<sdk.DefinitionCode> = {
    severity: "error",
    code: "duplicate-decorator",
    subject: "ShopPlugin.owned",
    message: "@OwnedGames() is also on ShopPlugin.games",
    remedy: "Remove one of them.",
  };
  const noLogin: sdk.Diagnostic<sdk.DefinitionCode> = {
    severity: "error",
    code: "missing-authenticate",
    subject: "ShopPlugin",
    message: "no method has @Authenticate()",
    remedy: "Add one.",
  };
  const error = new sdk.PluginDefinitionError([duplicate, noLogin]);

  test("lists every diagnostic in order", () => {
    expect(error.message).toBe(
      [
        "Invalid plugin definition:",
        "  error  ShopPlugin.owned: @OwnedGames() is also on ShopPlugin.games",
        "    └ Remove one of them.  [duplicate-decorator]",
        "  error  ShopPlugin: no method has @Authenticate()",
        "    └ Add one.  [missing-authenticate]",
      ].join("\n"),
    );
  });

  test("keeps the diagnostics for tools", () => {
    expect(error.diagnostics).toStrictEqual([duplicate, noLogin]);
  });

  test("is a RefusedError with its own name", () => {
    expect(error).toBeInstanceOf(sdk.RefusedError);
    expect(error.name).toBe("PluginDefinitionError");
  });
});
