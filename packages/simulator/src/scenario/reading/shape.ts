import { suggestion } from "./suggestion.js";

/** Something in a value that is not as it has to be. */
export interface Flaw {
  /** Such as `steps[3].expect.state`; empty for the whole. */
  readonly path: string;
  /** What was expected and what was found. */
  readonly message: string;
}

/** What a value has to look like: said once, for the check, for editors and for the compiler. */
export interface Shape<T> {
  readonly check: (value: unknown, path: string, report: (flaw: Flaw) => void) => void;
  /** The same as a JSON schema. */
  readonly schema: Readonly<Record<string, unknown>>;
  /** Carries the type; never there. */
  readonly type?: T;
}

/** The type of the values that have this shape. */
export type Infer<S> = S extends Shape<infer T> ? T : never;

type Members = Readonly<Record<string, Shape<unknown>>>;
type Known<Required extends Members, Optional extends Members> = {
  readonly [Name in keyof Required]: Infer<Required[Name]>;
} & { readonly [Name in keyof Optional]?: Infer<Optional[Name]> };

export const anything: Shape<unknown> = { check: () => undefined, schema: {} };

export const text: Shape<string> = {
  check: expecting("a text", (value) => typeof value === "string"),
  schema: { type: "string" },
};

export const flag: Shape<boolean> = {
  check: expecting("true or false", (value) => typeof value === "boolean"),
  schema: { type: "boolean" },
};

/** What a step takes that has nothing to be told. */
export const nothingMore: Shape<true> = {
  check: expecting("true", (value) => value === true),
  schema: { const: true },
};

export const number: Shape<number> = {
  check: expecting("a number", (value) => typeof value === "number"),
  schema: { type: "number" },
};

export function numberFrom(least: number): Shape<number> {
  const isEnough = (value: unknown): boolean => typeof value === "number" && value >= least;
  return { check: expecting(`a number, ${least} or more`, isEnough), schema: { type: "number", minimum: least } };
}

export function choice<const Name extends string>(...names: readonly Name[]): Shape<Name> {
  return {
    check: (value, path, report) => {
      if ((names as readonly unknown[]).includes(value)) return;
      report({ path, message: `expected one of ${names.join(", ")}, found ${show(value)}${suggestion(value, names)}` });
    },
    schema: { enum: names },
  };
}

export function list<T>(item: Shape<T>): Shape<readonly T[]> {
  return {
    check: (value, path, report) => {
      if (!Array.isArray(value)) report({ path, message: `expected a list, found ${show(value)}` });
      else value.forEach((each, index) => item.check(each, `${path}[${index}]`, report));
    },
    schema: { type: "array", items: item.schema },
  };
}

/** Only the members that are named, so that a slip of the pen does not go unnoticed. */
export function object<Required extends Members, Optional extends Members>(
  required: Required,
  optional: Optional,
): Shape<Known<Required, Optional>> {
  const members: Members = { ...required, ...optional };
  return {
    check: (value, path, report) => {
      if (!isObject(value)) {
        report({ path, message: `expected an object, found ${show(value)}` });
        return;
      }
      for (const name of Object.keys(required).filter((each) => !(each in value))) {
        report({ path: join(path, name), message: "is missing" });
      }
      for (const [name, member] of Object.entries(value)) {
        const shape = Object.hasOwn(members, name) ? members[name] : undefined;
        if (shape) shape.check(member, join(path, name), report);
        else
          report({
            path: join(path, name),
            message: `there is no such member${suggestion(name, Object.keys(members))}`,
          });
      }
    },
    schema: {
      type: "object",
      properties: Object.fromEntries(Object.entries(members).map(([name, { schema }]) => [name, schema])),
      ...(Object.keys(required).length > 0 && { required: Object.keys(required) }),
      additionalProperties: false,
    },
  };
}

/** An object with members of any name. */
export const record: Shape<Readonly<Record<string, unknown>>> = {
  check: expecting("an object", isObject),
  schema: { type: "object" },
};

/** The first shape that takes the kind of value that is there judges it. */
export function either<A, B>(one: Shape<A>, other: Shape<B>): Shape<A | B> {
  return {
    check: (value, path, report) => {
      const oneFlaws: Flaw[] = [];
      const otherFlaws: Flaw[] = [];
      one.check(value, path, (flaw) => oneFlaws.push(flaw));
      other.check(value, path, (flaw) => otherFlaws.push(flaw));
      if (oneFlaws.length === 0 || otherFlaws.length === 0) return;
      const isOneMeant = !oneFlaws.some((flaw) => flaw.path === path);
      const isOtherMeant = !otherFlaws.some((flaw) => flaw.path === path);
      if (isOneMeant !== isOtherMeant) (isOneMeant ? oneFlaws : otherFlaws).forEach(report);
      else report({ path, message: [...oneFlaws, ...otherFlaws].map(({ message }) => message).join("; or ") });
    },
    schema: { anyOf: [one.schema, other.schema] },
  };
}

export function described<T>(description: string, shape: Shape<T>): Shape<T> {
  return { ...shape, schema: { description, ...shape.schema } };
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function join(path: string, name: string): string {
  return path === "" ? name : `${path}.${name}`;
}

function expecting(expected: string, isFine: (value: unknown) => boolean): Shape<unknown>["check"] {
  return (value, path, report) => {
    if (!isFine(value)) report({ path, message: `expected ${expected}, found ${show(value)}` });
  };
}

function show(value: unknown): string {
  const json = JSON.stringify(value) as string | undefined;
  if (json === undefined) return typeof value;
  return json.length <= 60 ? json : `${json.slice(0, 60)}…`;
}
