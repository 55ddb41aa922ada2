import { describe, expect, it, jest } from "@jest/globals";
import { type AskForLogin, manualLoginWindow } from "../../src/index.js";
import { noClient, stepTo } from "./support/browser.js";

const step = stepTo("https://shop.test/login", { endUriRegex: "^https://shop\\.test/done" });
const cookies = [{ name: "session", value: "1" }];

describe("a manual login", () => {
  it("repeats the question with the reason until the address matches", async () => {
    const ask = jest
      .fn<AskForLogin>()
      .mockResolvedValueOnce({ endUri: "https://shop.test/login" })
      .mockResolvedValueOnce({ endUri: "https://shop.test/done", cookies: [{ name: "x" } as never] })
      .mockResolvedValueOnce({ endUri: " https://shop.test/done?c=1\n", cookies });
    expect(await manualLoginWindow(ask)(step, noClient)).toEqual({ endUri: "https://shop.test/done?c=1", cookies });
    expect(ask.mock.calls.map(([question]) => question)).toEqual([
      {
        windowTitle: "Log in",
        startUri: "https://shop.test/login",
        endUriRegex: step.authParams.endUriRegex,
        problem: undefined,
      },
      expect.objectContaining({
        problem: `the address "https://shop.test/login" does not match ${step.authParams.endUriRegex}`,
      }),
      expect.objectContaining({ problem: "cookie 1 needs a name and a value, both strings" }),
    ]);
  });

  it("can have no cookies", async () => {
    const window = manualLoginWindow(async () => ({ endUri: "https://shop.test/done" }));
    expect(await window(step, noClient)).toEqual({ endUri: "https://shop.test/done", cookies: [] });
  });

  it("can be closed", async () => {
    expect(await manualLoginWindow(async () => "closed")(step, noClient)).toBe("closed");
  });

  it("ends when the signal aborts, and does not ask afterwards", async () => {
    const client = new AbortController();
    const ask = jest.fn<AskForLogin>(async () => await new Promise(() => undefined));
    const login = async () => await manualLoginWindow(ask)(step, { ...noClient, signal: client.signal });
    const asking = login();
    client.abort(new Error("over"));
    await expect(asking).rejects.toThrow("over");
    expect(ask.mock.calls[0]?.[1].aborted).toBe(true);
    await expect(login()).rejects.toThrow("over");
    expect(ask).toHaveBeenCalledTimes(1);
  });
});
