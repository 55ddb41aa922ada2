import { definitionCodes } from "@galaxy-kit/sdk";
import { folderCodes, scenarioCodes } from "@galaxy-kit/simulator";
import { describe, expect, it } from "@jest/globals";
import { cliCodes } from "../../src/diagnostics/codes.js";
import { readExplanations } from "../../src/explain/explanations.js";
import { runInProcess } from "../support/in-process.js";

const declared = [...new Set<string>([...cliCodes, ...definitionCodes, ...folderCodes, ...scenarioCodes])].sort();

describe("diagnostics.md", () => {
  it("has a section for every code, and no others, in alphabetical order", async () => {
    expect([...(await readExplanations()).keys()]).toEqual(declared);
  });

  it("starts every section with a sentence that can stand alone", async () => {
    for (const { code, summary } of (await readExplanations()).values()) {
      expect({ code, summary }).toEqual({ code, summary: expect.stringMatching(/.{10}\.$/) });
    }
  });
});

describe("galaxy-kit explain", () => {
  it("prints the section of a code", async () => {
    const { code, stdout } = await runInProcess(["explain", "missing-guid"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^missing-guid\n\nNeither package\.json nor `@GalaxyPlugin\(\)` sets a guid\./);
  });

  it("lists every code with one line", async () => {
    const { code, stdout } = await runInProcess(["explain"]);
    expect(code).toBe(0);
    expect(stdout.trimEnd().split("\n")).toHaveLength(declared.length);
  });

  it("prints JSON", async () => {
    const one = await runInProcess(["explain", "secret", "--json"]);
    expect(JSON.parse(one.stdout)).toMatchObject({
      code: "secret",
      summary: expect.any(String),
      text: expect.any(String),
    });
    const all = await runInProcess(["explain", "--json"]);
    expect(JSON.parse(all.stdout)).toHaveLength(declared.length);
  });

  it("suggests a similar code", async () => {
    expect(await runInProcess(["explain", "mising-guid"])).toEqual({
      code: 2,
      stdout: "",
      stderr: "Unknown code 'mising-guid'. Did you mean missing-guid?\n",
    });
  });
});
