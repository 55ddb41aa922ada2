import { expect, it, jest } from "@jest/globals";
import { checkStart } from "../../src/pack/start-check.js";
import { textFile } from "../../src/project/packed-file.js";

jest.setTimeout(25_000);

it("an interruption ends the start check of an integration that hangs", async () => {
  const hanging = textFile("main.cjs", "setInterval(() => {}, 1000);");
  const description = { plugin: "Shelf", platform: "test", features: [], routes: [] } as const;
  await expect(checkStart([hanging], undefined, description, AbortSignal.abort())).rejects.toThrow("aborted");
});
