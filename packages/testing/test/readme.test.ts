import { spawnSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { quickTimings, type SimulatedClient, startSimulatedClient } from "@galaxy-kit/simulator";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import ts from "typescript";

// What a reader copies out of the README: compiled as an author compiles, run as GALAXY runs it.

const packageFolder = join(dirname(fileURLToPath(import.meta.url)), "..");
const readme = join(packageFolder, "../../README.md");

async function codeBlocks(): Promise<string[]> {
  return [...(await readFile(readme, "utf8")).matchAll(/^```ts\n(.*?)^```/gms)].map(([, code]) => code ?? "");
}

/** Compiles against the built packages; answers what the compiler complains about. */
function compile(file: string): string[] {
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    strict: true,
    experimentalDecorators: true,
    emitDecoratorMetadata: true,
    skipLibCheck: true,
    types: ["node"],
  };
  const program = ts.createProgram([file], options);
  const { diagnostics } = program.emit();
  return [...ts.getPreEmitDiagnostics(program), ...diagnostics].map((one) =>
    ts.flattenDiagnosticMessageText(one.messageText, "\n"),
  );
}

describe("the README", () => {
  let folder: string;
  let main: string;

  beforeAll(async () => {
    // Inside the package, from where Node finds the built packages as an author's project would.
    folder = await mkdtemp(join(packageFolder, ".readme-"));
    main = join(folder, "main.ts");
    const blocks = await codeBlocks();
    const blockWith = (text: string): string => blocks.find((code) => code.includes(text)) ?? "";
    const integration = blockWith("await runPlugin(ShelfPlugin)");
    const test = blockWith("await startTestPlugin(ShelfPlugin");
    await writeFile(main, integration);
    const withoutStart = integration.replace(/^await runPlugin.*$/m, "");
    const imports = 'import { expect } from "expect";\nimport { startTestPlugin } from "@galaxy-kit/testing";\n';
    await writeFile(join(folder, "in-process.ts"), `${imports}${withoutStart}\n${test}`);
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  it("has an integration that compiles, and a test of it that passes", () => {
    expect(compile(join(folder, "in-process.ts"))).toEqual([]);
    const { status, stderr } = spawnSync(process.execPath, [join(folder, "in-process.js")], { encoding: "utf8" });
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  });

  describe("its integration", () => {
    let client: SimulatedClient;

    beforeAll(async () => {
      expect(compile(main)).toEqual([]);
      const integration = { command: process.execPath, args: [main.replace(/\.ts$/, ".js")] };
      client = await startSimulatedClient({ integration, timings: quickTimings });
      await client.importsDone(20_000);
    });

    afterAll(() => client.close());

    it("shows its games", () => {
      expect(client.problems).toEqual([]);
      expect(Object.values(client.library.games).map((game) => game.gameTitle)).toEqual([
        "Tide of Embers",
        "Moth and Lamp",
      ]);
    });

    it("launches a game, which runs and ends", async () => {
      const stateIs = (state: number) => () => client.library.games["tide"]?.localGameState === state;
      client.launchGame("tide");
      await client.waitFor(stateIs(3), 10_000);
      await client.waitFor(stateIs(1), 10_000);
    });
  });
});
