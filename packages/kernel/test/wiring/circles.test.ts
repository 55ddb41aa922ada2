import { Inject, Service, token } from "@galaxy-kit/sdk";
import { describe, expect, it } from "@jest/globals";
import { Login, pluginOf } from "../support/author.js";
import { type Problem, problemsOf } from "../support/problems.js";

const circle = (...path: readonly string[]): Problem => ({
  subject: path[0] ?? "",
  message: `its dependencies go round in a circle: ${path.join(" → ")}`,
  remedy: "Move what both need into a third class that both inject.",
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

describe("dependencies that go round in a circle", () => {
  it("are told for classes, through a token", () => {
    const providers = [{ provide: SECOND, useExisting: Second }];
    expect(problemsOf(pluginOf([Login, First, Second], { providers }))).toEqual([
      circle("First", "SECOND", "Second", "First"),
    ]);
  });

  it("are told once, without what only leads there", () => {
    const providers = [{ provide: SECOND, useClass: Second }];
    expect(problemsOf(pluginOf([Login, Outside, First], { providers }))).toEqual([circle("First", "SECOND", "First")]);
  });

  it("are told for factories", () => {
    const [a, b] = [token("A"), token("B")];
    const providers = [
      { provide: a, useFactory: () => 1, inject: [b] },
      { provide: b, useFactory: () => 2, inject: [a] },
    ];
    expect(problemsOf(pluginOf([Login], { providers }))).toEqual([circle("A", "B", "A")]);
  });

  it("are told for an alias of itself", () => {
    const a = token("A");
    expect(problemsOf(pluginOf([Login], { providers: [{ provide: a, useExisting: a }] }))).toEqual([circle("A", "A")]);
  });

  it("are each told", () => {
    const [a, b] = [token("A"), token("B")];
    const providers = [
      { provide: a, useExisting: a },
      { provide: b, useExisting: b },
      { provide: SECOND, useClass: Second },
    ];
    expect(problemsOf(pluginOf([Login, First], { providers }))).toEqual([
      circle("First", "SECOND", "First"),
      circle("A", "A"),
      circle("B", "B"),
    ]);
  });

  it("are none where an override cuts them", () => {
    const providers = [{ provide: SECOND, useExisting: Second }];
    const plugin = pluginOf([Login, First, Second], { providers });
    expect(problemsOf(plugin, [{ provide: SECOND, useValue: {} }])).toEqual([]);
  });

  it("are none where two ways lead to one class", () => {
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
    expect(problemsOf(pluginOf([Login, Top]))).toEqual([]);
  });
});
