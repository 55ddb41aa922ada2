import { once } from "node:events";
import { createServer } from "node:net";
import { describe, expect, it } from "@jest/globals";
import { describeInspector, inspectOptions } from "../../src/dev/inspector.js";

describe("the inspector of an integration", () => {
  it("gets a free port, which debuggers look at, and says where to attach", async () => {
    expect(await inspectOptions({} as never)).toBeUndefined();
    const first = (await inspectOptions({ inspect: true } as never))!;
    expect(first).toMatchObject({ breakAtStart: false, id: expect.stringMatching(/^[\da-f-]{36}$/) });
    const server = createServer().listen(first.port, "127.0.0.1");
    await once(server, "listening");
    try {
      // Another project is debugged there.
      const second = (await inspectOptions({ inspectBrk: true } as never))!;
      expect(second.port).toBeGreaterThan(first.port);
      expect(second.breakAtStart).toBe(true);
      await expect(inspectOptions({ inspect: String(first.port) } as never)).rejects.toThrow(
        `Port ${first.port} is in use. Pass another one, such as --inspect=0 for any free port.`,
      );
    } finally {
      server.close();
    }
    await expect(inspectOptions({ inspect: "." } as never)).rejects.toThrow(
      "--inspect must be a number from 0 to 65535, but found '.'.",
    );
    const address = "127.0.0.1:9229";
    expect(describeInspector({ address, webSocket: `ws://${address}/an-id` }).join("\n")).toMatch(
      /debugger: 127\.0\.0\.1:9229 .*\ndevtools:.*ws=127\.0\.0\.1:9229\/an-id$/,
    );
  });
});
