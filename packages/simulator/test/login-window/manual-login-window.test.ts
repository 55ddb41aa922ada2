import { describe, expect, it, jest } from "@jest/globals";
import { type AskForLogin, manualLoginWindow } from "../../src/index.js";
import { stepTo } from "./support/browser.js";

const step = stepTo("https://shop.test/login", { endUriRegex: "^https://shop\\.test/done" });
const cookies = [{ name: "session", value: "1" }];

describe("a login by hand", () => {
  it("asks until the address matches, and says why", async () => {
    const ask = jest
      .fn<AskForLogin>()
      .mockResolvedValueOnce({ endUri: "https://shop.test/login" })
      .mockResolvedValueOnce({ endUri: "https://shop.test/done", cookies: [{ name: "x" } as never] })
      .mockResolvedValueOnce({ endUri: " https://shop.test/done?c=1\n", cookies });
    expect(await manualLoginWindow(ask)(step)).toEqual({ endUri: "https://shop.test/done?c=1", cookies });
    expect(ask.mock.calls.map(([question]) => question)).toEqual([
      { windowTitle: "Log in", startUri: "https://shop.test/login", endUriRegex: step.authParams.endUriRegex, problem: undefined },
      expect.objectContaining({ problem: expect.stringContaining('"https://shop.test/login" does not match') }),
      expect.objectContaining({ problem: "cookie 1 needs a name and a value, both strings" }),
    ]);
  });

  it("may have no cookies", async () => {
    const window = manualLoginWindow(async () => ({ endUri: "https://shop.test/done" }));
    expect(await window(step)).toEqual({ endUri: "https://shop.test/done", cookies: [] });
  });

  it("can be closed, and ends with the signal", async () => {
    expect(await manualLoginWindow(async () => "closed")(step)).toBe("closed");
    const ask = jest.fn<AskForLogin>(async () => ({ endUri: "no" }));
    await expect(manualLoginWindow(ask)(step, AbortSignal.abort(new Error("over")))).rejects.toThrow("over");
    expect(ask).not.toHaveBeenCalled();
  });
});
