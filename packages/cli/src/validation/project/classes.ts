import { type ESTree, Visitor } from "rolldown/utils";
import type { Place } from "../finding.js";
import { positionAt } from "../position.js";
import type { SourceModule } from "./sources.js";

/** A class in the sources of a project. */
export interface SourceClass extends Place {
  readonly name: string;
  /** Names of the decorators that it carries. */
  readonly decorators: readonly string[];
  readonly methods: ReadonlyMap<string, Place>;
}

/** The classes of a module. */
export function classesIn({ file, text, program }: SourceModule): readonly SourceClass[] {
  const classes: SourceClass[] = [];
  const placeOf = ({ start }: { readonly start: number }): Place => ({ file, ...positionAt(text, start) });
  const add = ({ id, decorators, body }: ESTree.Class): void => {
    if (!id) return;
    const methods = body.body.flatMap((member): [string, Place][] =>
      member.type === "MethodDefinition" && member.key.type === "Identifier"
        ? [[member.key.name, placeOf(member.key)]]
        : [],
    );
    const names = decorators.flatMap(({ expression }) => nameOfDecorator(expression) ?? []);
    classes.push({ ...placeOf(id), name: id.name, decorators: names, methods: new Map(methods) });
  };
  new Visitor({ ClassDeclaration: add, ClassExpression: add }).visit(program);
  return classes;
}

/** `@Name`, `@Name()` or `@kit.Name()`. */
function nameOfDecorator(expression: ESTree.Expression): string | undefined {
  const called = expression.type === "CallExpression" ? expression.callee : expression;
  if (called.type === "Identifier") return called.name;
  return called.type === "MemberExpression" && called.property.type === "Identifier" ? called.property.name : undefined;
}
