import type { ESTree, Visitor } from "rolldown/utils";

export type FunctionNode = ESTree.Function | ESTree.ArrowFunctionExpression;

/** Returns the methods of a visitor that are called before and after the content of each function. */
export function aroundFunctions(
  enter: (node: FunctionNode) => void,
  leave: (node: FunctionNode) => void,
): ConstructorParameters<typeof Visitor>[0] {
  return {
    FunctionDeclaration: enter,
    "FunctionDeclaration:exit": leave,
    FunctionExpression: enter,
    "FunctionExpression:exit": leave,
    ArrowFunctionExpression: enter,
    "ArrowFunctionExpression:exit": leave,
  };
}
