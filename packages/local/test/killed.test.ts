import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { quickTimings, type SimulatedClient, startSimulatedClient } from "@galaxy-kit/simulator";
import { bundle, eventually, kill } from "@galaxy-kit/test-support";
import { newFolder } from "@galaxy-kit/test-support/jest";
import { afterEach, expect, it, jest } from "@jest/globals";
import { Games, readIfExists } from "./support/games.js";

jest.setTimeout(30_000);

const SHELF = fileURLToPath(new URL("fixtures/shelf.ts", import.meta.url));

const games = new Games();
let client: SimulatedClient | undefined;

afterEach(async () => {
  await client?.close();
  await games.destroy();
});

it("An integration that is killed during a game finds it again with its session, and sees it end", async () => {
  const folder = newFolder();
  const data = newFolder();
  await bundle([SHELF], folder);
  writeFileSync(join(folder, "package.json"), '{ "name": "shelf", "type": "module" }');
  const program = games.program("tide", "tide");
  const integration = {
    command: process.execPath,
    args: [join(folder, "shelf.js")],
    env: { PROGRAM: program, GALAXY_KIT_DATA_DIR: data },
  };
  client = await startSimulatedClient({ integration, timings: quickTimings });
  await client.importsDone();
  const shows = (state: number) => (seen: SimulatedClient) => seen.library.games["tide"]?.localGameState === state;
  const sessions = () => client!.log.filter(({ message }) => message.startsWith("session"));
  client.launchGame("tide");
  await client.waitFor(shows(3));
  const [game] = await games.pidsOf(program);
  await eventually("the session is kept", () => stored(data)?.includes('"tide"') || undefined);
  kill(client.pid!, "SIGKILL");
  await client.waitFor(({ status }) => status.state === "crashed");
  await client.restart();
  await client.waitFor((seen) => sessions().length === 2 && shows(3)(seen));
  kill(game!);
  await client.waitFor((seen) => sessions().length === 3 && shows(1)(seen));
  const [first, adopted, stopped] = sessions().map(({ fields }) => fields as Record<string, unknown>);
  expect(first).toMatchObject({ gameId: "tide", how: "galaxy" });
  expect(adopted).toMatchObject({ id: first!["id"], startedAt: first!["startedAt"], how: "galaxy" });
  expect(stopped).toMatchObject({ id: first!["id"] });
  expect(client.problems.filter(({ message }) => !message.includes("SIGKILL"))).toEqual([]);
  await client.close();
});

/** Returns the sessions on the disk. */
function stored(folder: string): string | undefined {
  const [file] = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
    name.endsWith("running-games.json"),
  );
  return file === undefined ? undefined : readIfExists(join(folder, file));
}
