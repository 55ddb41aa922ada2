import { type Class, Inject, Logger, Service, token } from "@galaxy-kit/sdk";
import { describe, expect, it } from "@jest/globals";
import { Login, pluginOf } from "../support/author.js";
import { type Problem, problemsOf } from "../support/problems.js";
import type { TypeOnly } from "../support/type-only.js";

interface Shape {
  readonly a: number;
}

const noRuntimeClass = (where: string, parameter: string, only: string): Problem => ({
  subject: where,
  message: `${parameter} has no class at run time, only ${only}`,
  remedy:
    "Import its class with `import { X }`, not `import type { X }`; for what is no class, such as an interface or a string, write @Inject(TOKEN) before it. An injected class has no parameters of its own beside those.",
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

  it.each<[target: Class, parameter: string, only: string]>([
    [OfText, "constructor parameter #0 (url)", "String"],
    [OfNumber, "constructor parameter #1 (count)", "Number"],
    [OfInterface, "constructor parameter #0 (shape)", "Object"],
    [OfTypeOnly, "constructor parameter #0 (api)", "Object"],
    [OfFunction, "constructor parameter #0 (make)", "Function"],
    [OfUnion, "constructor parameter #0 (either)", "Object"],
    [OfArray, "constructor parameter #0 (all)", "Array"],
  ])("is told for %p", (target, parameter, only) => {
    expect(problemsOf(pluginOf([Login, target]))).toEqual([noRuntimeClass(target.name, parameter, only)]);
  });

  it.each([
    [undefined, "undefined"],
    [Object, "Object"],
  ])("is told for files that import each other, whose bundle has seen %p", (seen, only) => {
    @Service()
    class Second {
      constructor(readonly first: Logger) {}
    }
    Reflect.defineMetadata("design:paramtypes", [seen], Second);
    expect(problemsOf(pluginOf([Login, Second]))).toEqual([
      noRuntimeClass("Second", "constructor parameter #0 (first)", only),
    ]);
  });

  it("is told once for a class that many inject", () => {
    @Service()
    class One {
      constructor(readonly text: OfText) {}
    }
    @Service()
    class Two {
      constructor(readonly text: OfText) {}
    }
    expect(problemsOf(pluginOf([Login, One, Two]))).toHaveLength(1);
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

  const notDecorated = (where: string): Problem => ({
    subject: where,
    message: "its constructor has parameters, but without a decorator TypeScript does not tell their classes",
    remedy: `Write @Service() before class ${where}.`,
  });

  it("is told when its constructor has parameters", () => {
    expect(problemsOf(pluginOf([Login, Bare]))).toEqual([notDecorated("Bare")]);
  });

  it("is told when it inherits them", () => {
    expect(problemsOf(pluginOf([Login, Sub]))).toEqual([notDecorated("Sub")]);
  });

  it("is told behind a provider", () => {
    const key = token<Bare>("BARE");
    expect(problemsOf(pluginOf([Login], { providers: [{ provide: key, useClass: Bare }] }))).toEqual([
      notDecorated("Bare"),
    ]);
  });

  it("is told when only its parameters carry decorators", () => {
    class Half {
      constructor(@Inject(Logger) readonly log: Logger) {}
    }
    expect(problemsOf(pluginOf([Login, Half]))).toEqual([notDecorated("Half")]);
  });

  it("is told when it is a base class, which cannot have one as it is abstract", () => {
    abstract class Shelf {
      constructor(readonly log: Logger) {}
    }
    @Service()
    class Mine extends Shelf {}
    expect(problemsOf(pluginOf([Login, Mine]))).toEqual([
      {
        subject: "Mine",
        message:
          "it inherits the constructor of Shelf, and without a decorator there TypeScript does not tell the classes of its parameters",
        remedy: "Write the constructor in Mine too, with its parameters, and pass them on with super(…).",
      },
    ]);
    @Service()
    class Better extends Shelf {
      // eslint-disable-next-line @typescript-eslint/no-useless-constructor -- the decorator notes the classes of its parameters
      constructor(log: Logger) {
        super(log);
      }
    }
    @Service()
    class Fixed extends Shelf {
      constructor() {
        super(undefined as never);
      }
    }
    expect(problemsOf(pluginOf([Login, Better, Fixed]))).toEqual([]);
  });

  it("is fine when it needs nothing, or a base class makes what it needs itself", () => {
    class Middle extends Bare {
      constructor() {
        super(undefined as never);
      }
    }
    @Service()
    class Last extends Middle {}
    expect(problemsOf(pluginOf([Login, Empty, Last]))).toEqual([]);
  });
});

describe("what nothing provides", () => {
  const URL_TOKEN = token<string>("API_URL");
  const OTHER = token<string>("OTHER");
  @Service()
  class Api {
    constructor(@Inject(URL_TOKEN) readonly url: string) {}
  }

  const noProvider = (where: string, parameter: string, key: string): Problem => ({
    subject: where,
    message: `nothing provides ${key}, which ${parameter} asks for`,
    remedy: `Add { provide: ${key}, useValue: … } to the providers of @GalaxyPlugin().`,
  });

  it("is told for a token", () => {
    expect(problemsOf(pluginOf([Login, Api]))).toEqual([
      noProvider("Api", "constructor parameter #0 (url)", "API_URL"),
    ]);
  });

  it("is told for a class that may not be made as it is: an abstract one, one without @Service(), one of JavaScript's own", () => {
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
      `Write @Service() before class ${key}, or add { provide: ${key}, useClass: … } to the providers of @GalaxyPlugin().`;
    expect(problemsOf(pluginOf([Login, User]))).toEqual([
      { ...noProvider("User", "constructor parameter #0 (backend)", "Backend"), remedy: own("Backend") },
      { ...noProvider("User", "constructor parameter #1 (plain)", "Plain"), remedy: own("Plain") },
      noProvider("User", "constructor parameter #2 (since)", "Date"),
    ]);
  });

  it("is told to each that asks for it", () => {
    @Service()
    class Other {
      constructor(@Inject(URL_TOKEN) readonly url: string) {}
    }
    expect(problemsOf(pluginOf([Login, Api, Other])).map(({ subject }) => subject)).toEqual(["Api", "Other"]);
  });

  it("is told for an alias", () => {
    expect(problemsOf(pluginOf([Login], { providers: [{ provide: URL_TOKEN, useExisting: OTHER }] }))).toEqual([
      noProvider("API_URL", "useExisting", "OTHER"),
    ]);
  });

  it("is told for a factory", () => {
    expect(
      problemsOf(pluginOf([Login], { providers: [{ provide: URL_TOKEN, useFactory: () => "", inject: [OTHER] }] })),
    ).toEqual([noProvider("API_URL", "its factory", "OTHER")]);
  });

  it("is no problem where an override provides it", () => {
    expect(problemsOf(pluginOf([Login, Api]), [{ provide: URL_TOKEN, useValue: "" }])).toEqual([]);
    expect(
      problemsOf(pluginOf([Login, Api], { providers: [{ provide: URL_TOKEN, useValue: undefined as never }] })),
    ).toEqual([]);
  });
});
