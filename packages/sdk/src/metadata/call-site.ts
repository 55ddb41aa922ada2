import { fileURLToPath } from "node:url";
import type { Place } from "@galaxy-kit/protocol";

/** A frame of a stack: `at run (file:///a/b.js:1:2)` or `at /a/b.js:1:2`. */
const FRAME = /(?:\(|at )((?:file:|[a-z]:|\/).*?):(\d+):(\d+)\)?$/i;

/**
 * Where a decorator is being applied: the stack frame below TypeScript's `__decorate`, which is the author's code.
 * Undefined if the stack has no such frame, for example because another compiler uses another helper.
 */
export function decoratorSite(): Place | undefined {
  const frames = (new Error().stack ?? "").split("\n");
  const helper = frames.findIndex((frame) => frame.includes("__decorate"));
  const [, file, line, column] = (helper === -1 ? undefined : FRAME.exec(frames[helper + 1] ?? "")) ?? [];
  if (file === undefined) return undefined;
  return {
    file: file.startsWith("file:") ? fileURLToPath(file) : file,
    line: Number(line),
    column: Number(column),
  };
}
