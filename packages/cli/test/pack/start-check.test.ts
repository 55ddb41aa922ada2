import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, it, jest } from "@jest/globals";
import { checkStart } from "../../src/pack/start-check.js";
import { NODE_SCRIPT, textFile } from "../../src/project/packed-file.js";

jest.setTimeout(25_000);

const description = { plugin: "Shelf", platform: "test", features: [], routes: [] } as const;

it("an interruption ends the start check of an integration that hangs", async () => {
  const hanging = textFile("main.cjs", "setInterval(() => {}, 1000);");
  await expect(checkStart([hanging], undefined, description, AbortSignal.abort())).rejects.toThrow("aborted");
});

it("leaves nothing in the folders of the developer, which the installed integration uses", async () => {
  const keeping = `
    const { join } = require("node:path");
    require("node:fs").mkdirSync(join(process.env.GALAXY_KIT_DATA_DIR, "test_shelf"), { recursive: true });
    console.error("kept");
    process.exit(1);`;
  const check = checkStart([textFile(NODE_SCRIPT, keeping)], undefined, description, new AbortController().signal);
  await expect(check).rejects.toThrow("kept");
  expect(existsSync(join(process.env["GALAXY_KIT_DATA_DIR"]!, "test_shelf"))).toBe(false);
});
