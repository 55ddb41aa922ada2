import { UnknownBackendResponse } from "@galaxy-kit/sdk";
import { describe, expect, it } from "@jest/globals";
import type { StandardSchemaV1 } from "@standard-schema/spec";
import * as v from "valibot";
import { z } from "zod";
import { failure, newClient } from "./support/client.js";
import { json, serve } from "./support/server.js";

const SECRET = "s3cr3t-value";

async function receive(body: unknown) {
  const server = await serve((_, response) => json(response, body));
  const { http, log } = newClient();
  return { http: http.extend({ baseUrl: server.url }), log, url: server.url };
}

const Games = z.object({ games: z.array(z.object({ id: z.string(), since: z.coerce.date() })) });

describe("A schema", () => {
  it("has the type of what json() resolves to, and may change values", async () => {
    const { http } = await receive({ games: [{ id: "tide", since: "2026-01-01" }] });
    const { games } = await http.get("games").json(Games);
    const since: Date | undefined = games[0]?.since;
    expect(since).toEqual(new Date("2026-01-01"));
    expect((await (await http.get("games")).json(Games)).games).toHaveLength(1);
  });

  it("may be asynchronous, and of any library", async () => {
    const { http } = await receive({ id: "tide" });
    expect(await http.get("").json(z.object({ id: z.string().refine(async () => true) }))).toEqual({ id: "tide" });
    expect(await http.get("").json(v.object({ id: v.string() }))).toEqual({ id: "tide" });
  });

  it("goes with the options of json()", async () => {
    const server = await serve((_, response) =>
      response.writeHead(200, { "content-type": "text/plain" }).end("9007199254740993"),
    );
    const { http } = newClient();
    expect(await http.get(server.url).json(z.string(), { contentTypes: "any", bigIntegers: "text" })).toBe(
      "9007199254740993",
    );
  });
});

describe("A response that does not fit its schema", () => {
  it("is an UnknownBackendResponse that says where, what was expected and what was found", async () => {
    const { http, url } = await receive({ games: [{ id: 7, since: "2026-01-01" }, { id: 8 }] });
    const error = await failure(http.get("games?key=k").json(Games));
    expect(error).toBeInstanceOf(UnknownBackendResponse);
    expect(error).toMatchObject({
      message:
        `GET ${url}/games?key=… returned status 200 with JSON that does not fit: ` +
        "games[0].id: expected string, but found a number (and 2 more)",
      data: { method: "GET", url: `${url}/games?key=…`, status: 200 },
    });
  });

  it("is outlined in the log, without values and without ids as names", async () => {
    const { http, log } = await receive({
      token: SECRET,
      [`user ${SECRET}`]: [1, 2],
      games: [{ id: SECRET, tags: [] }, {}],
      next: null,
    });
    await failure(http.get("").json(z.object({ id: z.string() })));
    expect(log.lines).toHaveLength(1);
    expect(log.lines[0]).toMatch(/^debug: GET .* does not fit: id: expected string, but found nothing/);
    expect(log.lines[0]).toContain(
      "{ token: string, …: [number, … 1 more], games: [{ id: string, tags: [] }, … 1 more], next: null }",
    );
    expect(log.lines[0]).not.toContain(SECRET);
  });

  const says = (message: string, path: (string | number)[]): StandardSchemaV1 => ({
    "~standard": { version: 1, vendor: "test", validate: () => ({ issues: [{ message, path }] }) },
  });

  it.each<[what: string, schema: StandardSchemaV1, expected: string]>([
    ["zod", z.object({ a: z.object({ b: z.int() }) }), "a.b: expected number, but found a string"],
    [
      "zod's enums",
      z.object({ a: z.object({ b: z.enum(["x", "y"]) }) }),
      'a.b: expected one of "x"|"y", but found a string',
    ],
    ["valibot", v.object({ a: v.object({ b: v.number() }) }), "a.b: expected number, but found a string"],
    [
      "arktype",
      says(`a.b must be a number (was "${SECRET}")`, ["a", "b"]),
      "a.b: a.b must be a number, but found a string",
    ],
    ["another", says(`"${SECRET}" is not a number`, ["a", "b"]), "a.b: … is not a number, but found a string"],
    ["the whole", says("must be a list", []), "the body: must be a list, but found an object"],
    ["a missing part", says("must be there", ["c", 0, "d"]), "c[0].d: must be there, but found nothing"],
  ])("does not show the value that %s quotes", async (_, schema, expected) => {
    const { http, log } = await receive({ a: { b: SECRET } });
    const error = (await failure(http.get("").json(schema))) as Error;
    expect(error.message).toMatch(/ does not fit: /);
    expect(error.message.split(" does not fit: ")[1]).toBe(expected);
    expect(`${error.message} ${log.lines.join()}`).not.toContain(SECRET);
  });
});
