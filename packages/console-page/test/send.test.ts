import { checkScenario } from "@galaxy-kit/simulator";
import { describe, expect, it } from "@jest/globals";
import { friendStep, gameStep, messageStep } from "../src/copy/scenario-steps.js";
import { clientCalls, readParams } from "../src/send/calls.js";
import { type Known, skeletonOf } from "../src/send/skeleton.js";

const known: Known = {
  games: new Map([["g1", { gameId: "g1", owned: true }]]),
  friends: new Map([["f1", { userId: "f1" }]]),
  subscriptions: new Map(),
  rooms: new Map([["r1", { roomId: "r1", unreadMessageCount: 0, messageCount: 1, lastMessageId: "m9" }]]),
};

describe("a request that is written by hand", () => {
  it("starts from valid parameters, for every call of the client", () => {
    expect(clientCalls.size).toBeGreaterThan(25);
    for (const call of clientCalls.values()) {
      const typed = readParams(call.method, skeletonOf(call, known));
      expect({ method: call.method, ...typed }).toEqual({
        method: call.method,
        params: expect.any(Object),
        mistake: undefined,
      });
      expect(JSON.stringify(typed)).not.toContain("null");
    }
  });

  it("uses ids that the client knows", () => {
    const skeleton = (method: string) => JSON.parse(skeletonOf(clientCalls.get(method)!, known));
    expect(skeleton("start_achievements_import")).toEqual({ game_ids: ["g1"] });
    expect(skeleton("mark_as_read")).toEqual({ room_id: "r1", last_message_id: "m9" });
  });

  it("is checked as the integration does; anything but a JSON object cannot be sent", () => {
    expect(readParams("launch_game", '{"game_id": 7}')).toEqual({
      params: { game_id: 7 },
      mistake: "game_id: expected a string, found the number 7",
    });
    expect(readParams("launch_game", '{"game_id":')).toEqual({ error: expect.stringContaining("Not valid JSON") });
    expect(readParams("launch_game", "[]")).toEqual({ error: "Parameters must be a JSON object, such as {}." });
    expect(readParams("no_such_method", '{"a": 1}')).toEqual({ params: { a: 1 }, mistake: undefined });
    expect(readParams("ping", "")).toEqual({ params: {}, mistake: undefined });
  });
});

describe("a step that is copied", () => {
  const stepOf = async (step: object | undefined): Promise<object | undefined> => {
    await checkScenario({ name: "copied", steps: [step] });
    return step;
  };

  it("sends a message of the client again, and waits for one of the integration", async () => {
    const wire = (content: object) => JSON.stringify({ jsonrpc: "2.0", ...content });
    const request = { direction: "sent", type: "request", method: "send_message" } as const;
    expect(
      await stepOf(messageStep(request, wire({ id: "3", method: "send_message", params: { room_id: "r" } }))),
    ).toEqual({
      request: { method: "send_message", params: { room_id: "r" } },
    });
    const command = { direction: "sent", type: "notification", method: "launch_game" } as const;
    expect(await stepOf(messageStep(command, wire({ method: "launch_game", params: { game_id: "g" } })))).toEqual({
      notify: { method: "launch_game", params: { game_id: "g" } },
    });
    const response = { direction: "received", type: "response", method: "ping" } as const;
    expect(await stepOf(messageStep(response, wire({ id: "1", result: null })))).toEqual({
      waitFor: { received: { $contains: [{ type: "response", method: "ping" }] } },
    });
    const notification = { direction: "received", type: "notification", method: "game_time_updated" } as const;
    expect(await stepOf(messageStep(notification, wire({ method: "game_time_updated", params: { a: 1 } })))).toEqual({
      waitFor: { received: { $contains: [{ type: "notification", method: "game_time_updated", params: { a: 1 } }] } },
    });
    expect(messageStep({ direction: "received", type: "unreadable" }, '"x"')).toBeUndefined();
  });

  it("expects what is known about a game or a friend", async () => {
    expect(await stepOf(gameStep({ gameId: "g1", owned: true, gameTitle: "One", unlockedAchievements: 2 }))).toEqual({
      expect: { library: { games: { g1: { owned: true, gameTitle: "One" } } } },
    });
    expect(await stepOf(friendStep({ userId: "f1", userName: "Ada" }))).toEqual({
      expect: { library: { friends: { f1: { userName: "Ada" } } } },
    });
  });
});
