import type { ConnectionRow, ImportRow } from "@galaxy-kit/console";
import { describe, expect, it } from "@jest/globals";
import { emptyReason, listTrouble } from "../src/imports/empty-reason.js";

type State = ConnectionRow["status"]["state"];

const connection = (
  state: State,
  features: string[] = ["ImportOwnedGames"],
  reason = "the login was canceled",
): ConnectionRow => ({
  status: { state, reason, since: 0 },
  features,
  can: { connect: false, retry: false, disconnect: false, restart: false, clearCache: false, call: false },
});
const progress = (state: ImportRow["state"], more: Partial<ImportRow> = {}): ImportRow => ({
  kind: "ownedGames",
  state,
  done: 0,
  failed: 0,
  total: 0,
  single: false,
  startedAt: 0,
  perSecond: 0,
  ...more,
});
const why = (row: ConnectionRow | undefined, ...imports: ImportRow[]) =>
  emptyReason("games", ["ownedGames", "localGames"], row, imports);

describe("an empty library", () => {
  it.each<[string, ReturnType<typeof why>, string, string]>([
    ["before the client is known", why(undefined), "Waiting for the client…", ""],
    [
      "while the integration starts",
      why(connection("starting")),
      "Starting the integration…",
      "The login was canceled.",
    ],
    [
      "without a login",
      why(connection("not connected")),
      "Not connected",
      "The login was canceled. Press Connect to log in again.",
    ],
    [
      "after a crash",
      why(connection("crashed")),
      "The integration is not running",
      "See Problems and Log for details.",
    ],
    ["without the feature", why(connection("connected", [])), "No games", "ImportOwnedGames or ImportInstalledGames"],
    [
      "after a failed login",
      why(connection("offline")),
      "Not connected",
      "The login was canceled. Press Retry to log in again.",
    ],
    ["during the import", why(connection("connected"), progress("running")), "Importing games…", ""],
    [
      "if the user has no games",
      why(connection("connected"), progress("finished")),
      "No games",
      "The integration reported no games.",
    ],
  ])("explains itself %s", (_, reason, title, text) => {
    expect(reason.title).toBe(title);
    expect(reason.text).toContain(text);
  });

  it("shows the error of a failed import and offers to import again", () => {
    const reason = why(connection("connected"), progress("failed", { error: "backend error" }));
    expect(reason).toEqual({ title: "Owned games import failed", text: "Backend error.", reimport: "ownedGames" });
  });
});

describe("a list that is not empty", () => {
  const trouble = (row: ConnectionRow, ...imports: ImportRow[]) =>
    listTrouble(["ownedGames", "localGames"], row, imports);

  it("needs no explanation while everything is imported", () => {
    expect(trouble(connection("connected"), progress("running"))).toBeUndefined();
    expect(trouble(connection("connected"), progress("finished"))).toBeUndefined();
    expect(trouble(connection("connected"), progress("failed", { kind: "friends" }))).toBeUndefined();
  });

  it("says that an import has failed or that a login is missing, and what to do", () => {
    expect(trouble(connection("connected"), progress("failed", { error: "backend error" }))).toMatchObject({
      title: "Owned games import failed",
      reimport: "ownedGames",
    });
    expect(trouble(connection("connecting"))).toMatchObject({ title: "Waiting for the login…", isWaiting: true });
    expect(trouble(connection("offline"))).toMatchObject({ title: "Not connected", action: "retry" });
    expect(trouble(connection("not connected"))).toMatchObject({ title: "Not connected", action: "connect" });
  });
});
