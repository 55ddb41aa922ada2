import { describe, expect, it } from "@jest/globals";
import { serve, startClient } from "./support/console.js";
import { game, Integration, owned } from "./support/integration.js";
import { TestPage } from "./support/page.js";

async function openShop(answers = {}) {
  const integration = new Integration(["ImportOwnedGames"], { import_owned_games: () => owned(1), ...answers });
  const client = await startClient(integration);
  await client.importsDone();
  const { url } = await serve(client);
  const page = await TestPage.open(url);
  const rowOf = async (method: string, type: string) =>
    await page.until(() => page.rows("journal").findLast((row) => row.method === method && row.type === type));
  return { integration, client, url, page, rowOf };
}

describe("a message in the journal", () => {
  it("is shown as it was on the wire, indented", async () => {
    const { page, rowOf } = await openShop();
    const { number } = await rowOf("import_owned_games", "response");
    const details = await page.ask("journalEntry", { number, reveal: false });
    expect(JSON.parse(details.json!)).toEqual({
      jsonrpc: "2.0",
      id: expect.any(String),
      result: { owned_games: [game("g0")] },
    });
    expect(details.json).toBe(JSON.stringify(JSON.parse(details.json!), null, 2));
    expect(details).toMatchObject({
      number,
      isTruncated: false,
      hasSecrets: false,
      method: "import_owned_games",
      requestNumber: expect.any(Number),
    });
  });

  it("masks secrets until they are revealed", async () => {
    const { page, rowOf, integration } = await openShop();
    integration.notify("store_credentials", { token: "t0p" });
    const row = await rowOf("store_credentials", "notification");
    expect(row.excerpt).not.toContain("t0p");
    const masked = await page.ask("journalEntry", { number: row.number, reveal: false });
    expect(masked.hasSecrets).toBe(true);
    expect(JSON.stringify(masked)).not.toContain("t0p");
    const revealed = await page.ask("journalEntry", { number: row.number, reveal: true });
    expect(JSON.parse(revealed.json!)).toMatchObject({ method: "store_credentials", params: { token: "t0p" } });
    expect(revealed.hasSecrets).toBe(true);
    const handshake = await rowOf("init_authentication", "request");
    expect((await page.ask("journalEntry", { number: handshake.number, reveal: false })).hasSecrets).toBe(false);
  });

  it("is truncated and has no excerpt if it is very large", async () => {
    const { page, rowOf } = await openShop({ import_owned_games: () => owned(20_000) });
    const row = await rowOf("import_owned_games", "response");
    expect(row.excerpt).toBe("");
    const details = await page.ask("journalEntry", { number: row.number, reveal: false });
    expect(details).toMatchObject({ isTruncated: true, size: row.size });
    expect(details.json).toHaveLength(256 * 1024);
    expect(details.json).toMatch(
      /^\{\n {2}"jsonrpc": "2\.0",\n {2}"id": "\d+",\n {2}"result": \{\n {4}"owned_games": \[\n {6}\{\n {8}"game_id": "g0",/,
    );
  });

  it("counts as failed if it reports a failed import", async () => {
    const { integration, page, rowOf } = await openShop();
    integration.notify("game_achievements_import_failure", { game_id: "g0", error: { code: 0, message: "no" } });
    const [imported] = await page.until(() => page.lists.journalImports.size > 0 && page.lists.journalImports.values());
    // Nobody has requested it, but nothing is lost.
    expect(imported).toMatchObject({ kind: "achievements", state: "ended", failures: 1 });
    const [failure] = await page.ask("journalItems", { id: imported!.id, of: "all", from: 0, count: 1 });
    expect(failure).toMatchObject({ method: "game_achievements_import_failure", failed: true });
    expect(await rowOf("import_owned_games", "response")).toMatchObject({ failed: false });
  });

  it("cannot be requested if the journal does not contain it", async () => {
    const { page, integration } = await openShop();
    integration.notify("nothing");
    await expect(page.ask("journalEntry", { number: 100_000, reveal: false })).rejects.toThrow(
      "message 100000 is not in the journal",
    );
  });
});

describe("journal.ndjson", () => {
  it("has one message per line, masked unless revealed", async () => {
    const { url, client, integration } = await openShop();
    integration.notify("store_credentials", { token: "t0p" });
    await client.waitFor(() => client.library.credentials);
    const response = await fetch(`${url}journal.ndjson`);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "content-type": "application/x-ndjson; charset=utf-8",
      "content-disposition": 'attachment; filename="journal.ndjson"',
    });
    const masked = await response.text();
    const lines = masked
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(lines.map(({ number }) => number)).toEqual(
      client.journal.slice(0, lines.length).map(({ number }) => number),
    );
    expect(masked).not.toContain("t0p");
    expect(await (await fetch(`${url}journal.ndjson?reveal=1`)).text()).toContain("t0p");
  });

  it("has no body in the response to a HEAD request", async () => {
    const { url } = await openShop();
    const response = await fetch(`${url}journal.ndjson`, { method: "HEAD" });
    expect([response.status, await response.text()]).toEqual([200, ""]);
  });
});
