import { spawnSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { quickTimings, type SimulatedClient, startSimulatedClient } from "@galaxy-kit/simulator";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import ts from "typescript";

// The code that a reader copies from the README and the guide: compiled as authors compile it, run as GALAXY runs it.

const packageFolder = join(dirname(fileURLToPath(import.meta.url)), "..");
const root = join(packageFolder, "../..");

async function codeBlocks(page: string): Promise<string[]> {
  return [...(await readFile(join(root, page), "utf8")).matchAll(/^```ts\n(.*?)^```/gms)].map(([, code]) => code ?? "");
}

/** Compiles against the built packages. Returns the compiler's messages. */
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
    // The test kit does not depend on the HTTP client, which a fragment of the guide uses.
    paths: { "@galaxy-kit/http": [join(root, "packages/http/dist/index.d.ts")] },
  };
  const program = ts.createProgram([file], options);
  const { diagnostics } = program.emit();
  return [...ts.getPreEmitDiagnostics(program), ...diagnostics].map((one) =>
    ts.flattenDiagnosticMessageText(one.messageText, "\n"),
  );
}

/** Turns the fragments of the guide into a module, by adding the declarations that the guide only describes. */
const completed = (login: string, backend: string): string => `
import { HttpClient } from "@galaxy-kit/http";
import {
  Authenticate, GalaxyClient, type LoginCredentials, openLoginWindow, PassLoginCredentials, Service,
} from "@galaxy-kit/sdk";

interface ShopGame { readonly id: string }
const LOGIN_PAGE = "https://shop.example/login";
${backend}
@Service()
export class Login {
  constructor(private readonly galaxy: GalaxyClient) {}
  whoIs(token: string) { return { userId: token, userName: token }; }
  ${login}
}`;

describe("the README and the guide", () => {
  let folder: string;
  let main: string;

  beforeAll(async () => {
    // Inside the package, so that Node.js finds the built packages as in an author's project.
    folder = await mkdtemp(join(packageFolder, ".readme-"));
    main = join(folder, "main.ts");
    const blocks = [...(await codeBlocks("README.md")), ...(await codeBlocks("docs/guide.md"))];
    const blockWith = (text: string): string => blocks.find((code) => code.includes(text)) ?? "";
    const integration = blockWith("await runPlugin(ShelfPlugin)");
    const test = blockWith("await startTestPlugin(ShelfPlugin");
    await writeFile(main, integration);
    await writeFile(
      join(folder, "fragments.ts"),
      completed(blockWith("@PassLoginCredentials()"), blockWith("HttpClient")),
    );
    const withoutStart = integration.replace(/^await runPlugin.*$/m, "");
    const imports = 'import { expect } from "expect";\nimport { startTestPlugin } from "@galaxy-kit/testing";\n';
    await writeFile(join(folder, "in-process.ts"), `${imports}${withoutStart}\n${test}`);
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  it("show a login and a backend that compile", () => {
    expect(compile(join(folder, "fragments.ts"))).toEqual([]);
  });

  it("show an integration that compiles, and a test of it that passes", () => {
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

    it("launches a game, which runs and exits", async () => {
      const stateIs = (state: number) => () => client.library.games["tide"]?.localGameState === state;
      client.launchGame("tide");
      await client.waitFor(stateIs(3), 10_000);
      await client.waitFor(stateIs(1), 10_000);
    });
  });
});
