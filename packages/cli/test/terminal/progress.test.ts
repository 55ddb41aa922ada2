import { PassThrough } from "node:stream";
import { afterEach, expect, it, jest } from "@jest/globals";
import { StepProgress } from "../../src/terminal/progress.js";

/** Collects the text written to a stream that replaces stderr. */
function stream(about: object): { readonly stream: NodeJS.WriteStream; readonly written: () => string } {
  let written = "";
  const through = new PassThrough().on("data", (chunk: Buffer) => (written += String(chunk)));
  return { stream: Object.assign(through, about) as unknown as NodeJS.WriteStream, written: () => written };
}

afterEach(() => {
  jest.useRealTimers();
});

it("shows the progress of a step on a terminal, and removes it at the end", async () => {
  jest.useFakeTimers({ doNotFake: ["nextTick"] });
  const terminal = stream({ isTTY: true, columns: 100, hasColors: () => false });
  const result = await new StepProgress(terminal.stream).during("Fetching", async (update) => {
    jest.advanceTimersByTime(1_000);
    update({ done: 10_000_000, total: 40_000_000 });
    return 7;
  });
  expect(result).toBe(7);
  expect(terminal.written()).toMatch(/Fetching █{6}░{18} 10\.0 MB of 40\.0 MB, 10\.0 MB\/s, 3 s left/);
  expect(terminal.written().endsWith("\r\u001b[2K")).toBe(true);
});

it("does not mention a short step if the output is not a terminal", async () => {
  const file = stream({ isTTY: false });
  await new StepProgress(file.stream).during("Bundling", async () => undefined);
  expect(file.written()).toBe("");
});
