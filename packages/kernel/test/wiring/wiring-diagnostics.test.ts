import { type Class, Inject, Logger, Service, token } from "@galaxy-kit/sdk";
import { describe, expect, it } from "@jest/globals";
import { Login, pluginOf } from "../support/author.js";
import { diagnosticsOf, type Finding } from "../support/diagnostics.js";
import type { TypeOnly } from "../support/type-only.js";

interface Shape {
  readonly a: number;
}

const noRuntimeClass = (where: string, parameter: string, only: string): Finding => ({
  subject: where,
  message: `${parameter} has no class at run time, only ${only}`,
  remedy:
    "Import its class with `import { X }`, not `import type { X }`. If its type is not a class, such as an interface or a string, put @Inject(TOKEN) before it. Every constructor parameter of an injected class has to be injected.",
});

describe("a constructor parameter without a class", () => {
  @Service()
  class OfText {
    constructor(readonly url: string) {}
  }
  @Service()
  class OfNumber {
    constructor(
      readonly log: Logger,
      readonly count: number,
    ) {}
  }
  @Service()
  class OfInterface {
    constructor(readonly shape: Shape) {}
  }
  @Service()
  class OfTypeOnly {
    constructor(readonly api: TypeOnly) {}
  }
  @Service()
  class OfFunction {
    constructor(readonly make: () => void) {}
  }
  @Service()
  class OfUnion {
    constructor(readonly either: Logger | undefined) {}
  }
  @Service()
  class OfArray {
    constructor(readonly all: Logger[]) {}
  }

  /** A compiler that sees all files emits Function, and one that sees each file alone emits Object. */
  const [typeOnly] = Reflect.getMetadata("design:paramtypes", OfTypeOnly) as [Class];

  it.each<[target: Class, parameter: string, only: string]>([
    [OfText, "constructor parameter #0 (url)", "String"],
    [OfNumber, "constructor parameter #1 (count)", "Number"],
    [OfInterface, "constructor parameter #0 (shape)", "Object"],
    [OfTypeOnly, "constructor parameter #0 (api)", typeOnly.name],
    [OfFunction, "constructor parameter #0 (make)", "Function"],
    [OfUnion, "constructor parameter #0 (either)", "Object"],
    [OfArray, "constructor parameter #0 (all)", "Array"],
  ])("is reported for %p", (target, parameter, only) => {
    expect(diagnosticsOf(pluginOf([Login, target]))).toEqual([noRuntimeClass(target.name, parameter, only)]);
  });

  it.each([
    [undefined, "undefined"],
    [Object, "Object"],
  ])("is reported for files that import each other, whose bundle emitted %p", (seen, only) => {
    @Service()
    class Second {
      constructor(readonly first: Logger) {}
    }
    Reflect.defineMetadata("design:paramtypes", [seen], Second);
    expect(diagnosticsOf(pluginOf([Login, Second]))).toEqual([
      noRuntimeClass("Second", "constructor parameter #0 (first)", only),
    ]);
  });

  it("is reported once for a class with many consumers", () => {
    @Service()
    class One {
      constructor(readonly text: OfText) {}
    }
    @Service()
    class Two {
      constructor(readonly text: OfText) {}
    }
    expect(diagnosticsOf(pluginOf([Login, One, Two]))).toHaveLength(1);
  });
});

describe("a class without @Service()", () => {
  class Bare {
    constructor(readonly log: Logger) {}
  }
  class Empty {}
  @Service()
  class Base {
    constructor(readonly log: Logger) {}
  }
  class Sub extends Base {}

  const notDecorated = (where: string): Finding => ({
    subject: where,
    message: "its constructor has parameters, but without a decorator TypeScript emits no type metadata for them",
    remedy: `Add @Service() to class ${where}.`,
  });

  it("is reported if its constructor has parameters", () => {
    expect(diagnosticsOf(pluginOf([Login, Bare]))).toEqual([notDecorated("Bare")]);
  });

  it("is reported if it inherits a constructor with parameters", () => {
    expect(diagnosticsOf(pluginOf([Login, Sub]))).toEqual([notDecorated("Sub")]);
  });

  it("is reported if a provider uses it", () => {
    const key = token<Bare>("BARE");
    expect(diagnosticsOf(pluginOf([Login], { providers: [{ provide: key, useClass: Bare }] }))).toEqual([
      notDecorated("Bare"),
    ]);
  });

  it("is reported if only its parameters have decorators", () => {
    class Half {
      constructor(@Inject(Logger) readonly log: Logger) {}
    }
    expect(diagnosticsOf(pluginOf([Login, Half]))).toEqual([notDecorated("Half")]);
  });

  it("is reported for an abstract base class, which cannot have @Service()", () => {
    abstract class Catalog {
      constructor(readonly log: Logger) {}
    }
    @Service()
    class Mine extends Catalog {}
    expect(diagnosticsOf(pluginOf([Login, Mine]))).toEqual([
      {
        subject: "Mine",
        message:
          "it inherits the constructor of Catalog, which has no decorator, so TypeScript emits no type metadata for its parameters",
        remedy: "Declare the constructor in Mine as well, and pass its parameters on with super(…).",
      },
    ]);
    @Service()
    class Better extends Catalog {
      // oxlint-disable-next-line typescript/no-useless-constructor -- the decorator makes TypeScript emit the types of its parameters
      constructor(log: Logger) {
        super(log);
      }
    }
    @Service()
    class Fixed extends Catalog {
      constructor() {
        super(undefined as never);
      }
    }
    expect(diagnosticsOf(pluginOf([Login, Better, Fixed]))).toEqual([]);
  });

  it("is fine if it needs nothing, or if a base class needs nothing", () => {
    class Middle extends Bare {
      constructor() {
        super(undefined as never);
      }
    }
    @Service()
    class Last extends Middle {}
    expect(diagnosticsOf(pluginOf([Login, Empty, Last]))).toEqual([]);
  });
});

describe("a missing provider", () => {
  const URL_TOKEN = token<string>("API_URL");
  const OTHER = token<string>("OTHER");
  @Service()
  class Api {
    constructor(@Inject(URL_TOKEN) readonly url: string) {}
  }

  const noProvider = (where: string, parameter: string, key: string): Finding => ({
    subject: where,
    message: `${parameter} needs ${key}, but nothing provides it`,
    remedy: `Add { provide: ${key}, useValue: … } to the providers of @GalaxyPlugin().`,
  });

  it("is reported for a token", () => {
    expect(diagnosticsOf(pluginOf([Login, Api]))).toEqual([
      noProvider("Api", "constructor parameter #0 (url)", "API_URL"),
    ]);
  });

  it("is reported for a class that cannot be constructed: abstract, without @Service(), or built into JavaScript", () => {
    abstract class Backend {
      abstract name(): string;
    }
    class Plain {}
    @Service()
    class User {
      constructor(
        readonly backend: Backend,
        readonly plain: Plain,
        readonly since: Date,
      ) {}
    }
    const own = (key: string): string =>
      `Add @Service() to class ${key}, or add { provide: ${key}, useClass: … } to the providers of @GalaxyPlugin().`;
    expect(diagnosticsOf(pluginOf([Login, User]))).toEqual([
      { ...noProvider("User", "constructor parameter #0 (backend)", "Backend"), remedy: own("Backend") },
      { ...noProvider("User", "constructor parameter #1 (plain)", "Plain"), remedy: own("Plain") },
      noProvider("User", "constructor parameter #2 (since)", "Date"),
    ]);
  });

  it("is reported with the parameter for a class without a name", () => {
    @Service()
    class User {
      constructor(@Inject((() => class {})()) readonly api: object) {}
    }
    expect(diagnosticsOf(pluginOf([Login, User]))).toEqual([
      {
        ...noProvider("User", "constructor parameter #0 (api)", "a class without a name"),
        remedy: "Give that class a name and @Service(), so that this message can name it.",
      },
    ]);
  });

  it("is reported for each class that needs it", () => {
    @Service()
    class Other {
      constructor(@Inject(URL_TOKEN) readonly url: string) {}
    }
    expect(diagnosticsOf(pluginOf([Login, Api, Other])).map(({ subject }) => subject)).toEqual(["Api", "Other"]);
  });

  it("is reported for an alias", () => {
    expect(diagnosticsOf(pluginOf([Login], { providers: [{ provide: URL_TOKEN, useExisting: OTHER }] }))).toEqual([
      noProvider("API_URL", "useExisting", "OTHER"),
    ]);
  });

  it("is reported for a factory", () => {
    expect(
      diagnosticsOf(pluginOf([Login], { providers: [{ provide: URL_TOKEN, useFactory: () => "", inject: [OTHER] }] })),
    ).toEqual([noProvider("API_URL", "its factory", "OTHER")]);
  });

  it("is not reported if an override provides it", () => {
    expect(diagnosticsOf(pluginOf([Login, Api]), [{ provide: URL_TOKEN, useValue: "" }])).toEqual([]);
    expect(
      diagnosticsOf(pluginOf([Login, Api], { providers: [{ provide: URL_TOKEN, useValue: undefined as never }] })),
    ).toEqual([]);
  });
});
