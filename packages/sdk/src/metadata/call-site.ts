import { fileURLToPath } from "node:url";

/** A frame of a stack: `at run (file:///a/b.js:1:2)` or `at /a/b.js:1:2`. */
const FRAME = /(?:\(|at )((?:file:|[a-z]:|\/).*?)(:\d+:\d+)\)?$/i;

/**
 * Where a decorator is being applied, as `file:line:column`: the frame behind TypeScript's `__decorate`, which is the
 * author's. Undefined when the stack has no such frame, as with another compiler's helper.
 */
export function decoratorSite(): string | undefined {
  const frames = (new Error().stack ?? "").split("\n");
  const helper = frames.findIndex((frame) => frame.includes("__decorate"));
  const [, file, position] = (helper === -1 ? undefined : FRAME.exec(frames[helper + 1] ?? "")) ?? [];
  if (file === undefined || position === undefined) return undefined;
  return (file.startsWith("file:") ? fileURLToPath(file) : file) + position;
}
