import { Inject, Service, token } from "@galaxy-kit/sdk";
import { describe, expect, it } from "@jest/globals";
import { Login, pluginOf } from "../support/author.js";
import { diagnosticsOf, type Finding } from "../support/diagnostics.js";

const circle = (...path: readonly string[]): Finding => ({
  subject: path[0] ?? "",
  message: `circular dependency: ${path.join(" → ")}`,
  remedy: "Move the code that both need into a third class that both inject.",
});

const SECOND = token<object>("SECOND");

@Service()
class First {
  constructor(@Inject(SECOND) readonly second: object) {}
}
@Service()
class Second {
  constructor(readonly first: First) {}
}
@Service()
class Outside {
  constructor(readonly first: First) {}
}

describe("a circular dependency", () => {
  it("is reported for classes that depend on each other through a token", () => {
    const providers = [{ provide: SECOND, useExisting: Second }];
    expect(diagnosticsOf(pluginOf([Login, First, Second], { providers }))).toEqual([
      circle("First", "SECOND", "Second", "First"),
    ]);
  });

  it("is reported once, without the classes that only lead into it", () => {
    const providers = [{ provide: SECOND, useClass: Second }];
    expect(diagnosticsOf(pluginOf([Login, Outside, First], { providers }))).toEqual([
      circle("First", "SECOND", "First"),
    ]);
  });

  it("is reported for factories", () => {
    const [a, b] = [token("A"), token("B")];
    const providers = [
      { provide: a, useFactory: () => 1, inject: [b] },
      { provide: b, useFactory: () => 2, inject: [a] },
    ];
    expect(diagnosticsOf(pluginOf([Login], { providers }))).toEqual([circle("A", "B", "A")]);
  });

  it("is reported for an alias of itself", () => {
    const a = token("A");
    expect(diagnosticsOf(pluginOf([Login], { providers: [{ provide: a, useExisting: a }] }))).toEqual([
      circle("A", "A"),
    ]);
  });

  it("is reported for each circle", () => {
    const [a, b] = [token("A"), token("B")];
    const providers = [
      { provide: a, useExisting: a },
      { provide: b, useExisting: b },
      { provide: SECOND, useClass: Second },
    ];
    expect(diagnosticsOf(pluginOf([Login, First], { providers }))).toEqual([
      circle("First", "SECOND", "First"),
      circle("A", "A"),
      circle("B", "B"),
    ]);
  });

  it("is not reported if an override breaks it", () => {
    const providers = [{ provide: SECOND, useExisting: Second }];
    const plugin = pluginOf([Login, First, Second], { providers });
    expect(diagnosticsOf(plugin, [{ provide: SECOND, useValue: {} }])).toEqual([]);
  });

  it("is not reported where two paths lead to one class", () => {
    @Service()
    class Bottom {}
    @Service()
    class Left {
      constructor(readonly bottom: Bottom) {}
    }
    @Service()
    class Right {
      constructor(readonly bottom: Bottom) {}
    }
    @Service()
    class Top {
      constructor(
        readonly left: Left,
        readonly right: Right,
      ) {}
    }
    expect(diagnosticsOf(pluginOf([Login, Top]))).toEqual([]);
  });
});
