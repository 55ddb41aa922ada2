import { fileURLToPath } from "node:url";
import type { Place } from "@galaxy-kit/protocol";

/** A frame of a stack: `at run (file:///a/b.js:1:2)` or `at /a/b.js:1:2`. */
const FRAME = /(?:\(|at )((?:file:|[a-z]:|\/).*?):(\d+):(\d+)\)?$/i;

/** Where a decorator is being applied. */
export class DecoratorSite {
  readonly #error = new Error();

  /**
   * The stack frame below TypeScript's `__decorate`, which is the author's code. Undefined if the stack has no such frame, for example
   * because another compiler uses another helper.
   *
   * Found only when asked for: with `--enable-source-maps`, reading a stack decodes the source map of each file on it, which was a fifth
   * of the time to start.
   */
  get place(): Place | undefined {
    const frames = (this.#error.stack ?? "").split("\n");
    const helper = frames.findIndex((frame) => frame.includes("__decorate"));
    const [, file, line, column] = (helper === -1 ? undefined : FRAME.exec(frames[helper + 1] ?? "")) ?? [];
    if (file === undefined) return undefined;
    return {
      file: file.startsWith("file:") ? fileURLToPath(file) : file,
      line: Number(line),
      column: Number(column),
    };
  }
}
