import { expect, it, jest } from "@jest/globals";
import { textFile } from "../../src/packing/packed-file.js";
import { checkStart } from "../../src/packing/start-check.js";

jest.setTimeout(25_000);

it("an interruption ends the check of an integration that hangs", async () => {
  const hanging = textFile("main.cjs", "setInterval(() => {}, 1000);");
  const description = { plugin: "Shelf", platform: "test", features: [] } as const;
  await expect(checkStart([hanging], undefined, description, AbortSignal.abort())).rejects.toThrow("aborted");
});
