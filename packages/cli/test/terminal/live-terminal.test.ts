import { afterEach, beforeEach, describe, expect, it, jest } from "@jest/globals";
import { LiveTerminal } from "../../src/terminal/live-terminal.js";
import { RateLimit } from "../../src/terminal/rate-limit.js";

function stream(isTTY: boolean) {
  const written: string[] = [];
  const fake = { isTTY, columns: 12, hasColors: () => false, write: (text: string) => written.push(text) };
  return { terminal: new LiveTerminal(fake as unknown as NodeJS.WriteStream), written };
}

const ERASE = "\r\u001b[2K";

describe("the status line", () => {
  it("stays at the end of the output, and fits in the terminal", () => {
    const { terminal, written } = stream(true);
    terminal.status("importing 12 of 30 games");
    terminal.print("a", "b");
    terminal.status();
    terminal.print("c");
    expect(written).toEqual([`${ERASE}importing 1`, `${ERASE}a\nb\nimporting 1`, ERASE, "c\n"]);
  });

  it("is omitted, like colors, if the output is not a terminal", () => {
    const { terminal, written } = stream(false);
    terminal.status("importing");
    terminal.print("a");
    terminal.printColored("\u001b[31mred\u001b[39m");
    expect(written).toEqual(["a\n", "red\n"]);
  });
});

describe("many lines at once", () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });

  afterEach(() => {
    jest.useRealTimers();
  });

  it("are counted instead of shown until there are fewer", () => {
    const omitted: number[] = [];
    const limit = new RateLimit((count) => omitted.push(count));
    const passed = (): number => Array.from({ length: 100 }, () => limit.passes()).filter(Boolean).length;
    expect(passed()).toBe(12);
    jest.advanceTimersByTime(2_000);
    expect(omitted).toEqual([88]);
    expect(passed()).toBe(12);
    limit.close();
    expect(omitted).toEqual([88, 88]);
  });
});
