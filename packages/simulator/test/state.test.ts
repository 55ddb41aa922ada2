import { describe, expect, it } from "@jest/globals";
import { type ConnectionEvent, type ConnectionState, transitions } from "../src/index.js";

/** Paths through the table that were observed with the real client. */
const paths: [string, ConnectionEvent[], ConnectionState][] = [
  ["a good start", ["started", "logged in"], "connected"],
  ["a stored login that is refused", ["started", "credentials refused"], "connection lost"],
  ["any other error at the login", ["started", "login failed"], "offline"],
  ["a login window that is open", ["started", "login window opened"], "connecting"],
  ["a login through a window", ["started", "login window opened", "logged in"], "connected"],
  ["a login window that is closed", ["started", "login window closed"], "not connected"],
  ["a login that is lost", ["started", "logged in", "authentication lost"], "connection lost"],
  ["Retry after that", ["started", "logged in", "authentication lost", "retry login", "logged in"], "connected"],
  ["a ping without a response", ["started", "logged in", "unanswered"], "not responding"],
  ["the kill that follows", ["started", "logged in", "unanswered", "process gone"], "crashed"],
  ["Retry after a crash", ["process gone", "restart", "started", "logged in"], "connected"],
  ["a disconnect", ["started", "logged in", "disconnect"], "not connected"],
  ["Connect after a disconnect", ["started", "disconnect", "restart"], "starting"],
  ["a refused handshake, whose process goes", ["refused", "process gone"], "refused"],
  ["nothing after the client has gone", ["close", "restart", "logged in", "process gone"], "closed"],
];

describe("the connection", () => {
  it.each(paths)("after %s", (_what, events, expected) => {
    const end = events.reduce<ConnectionState>((state, event) => transitions[state][event] ?? state, "starting");
    expect(end).toBe(expected);
  });

  it("can be closed in every state", () => {
    for (const [state, events] of Object.entries(transitions)) {
      if (state !== "closed") expect(events.close).toBe("closed");
    }
  });
});
