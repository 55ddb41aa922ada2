import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it, jest } from "@jest/globals";
import { cut } from "../support/random.js";
import { oversized } from "./support/oversized.js";
import { Target } from "./support/target.js";

jest.setTimeout(120_000);

const folder = new URL("corpus/", import.meta.url);

describe("Known and hand-written harmful inputs", () => {
  it.each(readdirSync(folder).sort())("%s", async (file) => {
    const bytes = readFileSync(new URL(file, folder));
    const target = await Target.start();
    for (const chunks of [[bytes], cut(bytes, () => 1), [bytes]]) {
      await target.send(chunks);
      await target.checkAlive();
    }
    expect(({} as { polluted?: true }).polluted).toBeUndefined();
  });

  it.each(oversized)("$what", async ({ bytes }) => {
    const target = await Target.start();
    await target.send(cut(Buffer.from(bytes()), () => 64 * 1024));
    await target.checkAlive();
  });
});
