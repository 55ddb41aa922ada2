import * as sdk from "@galaxy-kit/sdk";
import { Lifetime } from "@galaxy-kit/sdk";
import { describe, expect, it } from "@jest/globals";
import { integration, type Methods, never } from "../support/author.js";
import { startRig } from "../support/rig.js";

type Decorator = Methods[string][0];

interface Row {
  readonly what: string;
  readonly decorator: Decorator;
  readonly message?: object;
  /** The handler's arguments before the signal. */
  readonly before: number;
}

const request = (method: string, params: object = {}): object => ({ jsonrpc: "2.0", id: "7", method, params });
const notification = (method: string, params: object = {}): object => ({ jsonrpc: "2.0", method, params });
const games = { game_ids: ["1"] };

const rows: readonly Row[] = [
  { what: "@Authenticate", decorator: sdk.Authenticate(), message: request("init_authentication"), before: 1 },
  {
    what: "@PassLoginCredentials",
    decorator: sdk.PassLoginCredentials(),
    message: request("pass_login_credentials", { step: "", credentials: { end_uri: "x" }, cookies: [] }),
    before: 3,
  },
  { what: "@OwnedGames", decorator: sdk.OwnedGames(), message: request("import_owned_games"), before: 0 },
  { what: "@LocalGames", decorator: sdk.LocalGames(), message: request("import_local_games"), before: 0 },
  { what: "@Friends", decorator: sdk.Friends(), message: request("import_friends"), before: 0 },
  { what: "@Subscriptions", decorator: sdk.Subscriptions(), message: request("import_subscriptions"), before: 0 },
  { what: "@Rooms", decorator: sdk.Rooms(), message: request("import_rooms"), before: 0 },
  {
    what: "@SendMessage",
    decorator: sdk.SendMessage(),
    message: request("send_message", { room_id: "r", message: "m" }),
    before: 2,
  },
  { what: "@Users", decorator: sdk.Users(), message: request("import_user_infos", { user_id_list: [] }), before: 1 },
  {
    what: "@Achievements",
    decorator: sdk.Achievements() as Decorator,
    message: request("start_achievements_import", games),
    before: 2,
  },
  {
    what: "@GameTimes({ batched: true })",
    decorator: sdk.GameTimes({ batched: true }) as Decorator,
    message: request("start_game_times_import", games),
    before: 2,
  },
  {
    what: "@LaunchGame",
    decorator: sdk.LaunchGame(),
    message: notification("launch_game", { game_id: "1" }),
    before: 1,
  },
  {
    what: "@ShutdownPlatformClient",
    decorator: sdk.ShutdownPlatformClient(),
    message: notification("shutdown_platform_client"),
    before: 0,
  },
  { what: "@Rpc, a request", decorator: sdk.Rpc("some_call"), message: request("some_call"), before: 1 },
  { what: "@Rpc, a notification", decorator: sdk.Rpc("some_call"), message: notification("some_call"), before: 1 },
  { what: "@OnHandshake", decorator: sdk.OnHandshake(), before: 0 },
  { what: "@OnTick", decorator: sdk.OnTick(), before: 0 },
  { what: "@Every", decorator: sdk.Every("1h"), before: 0 },
];

describe("the abort signal", () => {
  it.each(rows)("fires for $what, whose errors are not logged after that", async ({ decorator, message, before }) => {
    const signals: unknown[] = [];
    const handle = (...args: unknown[]): Promise<never> => {
      const signal = args[before] as AbortSignal;
      signals.push(signal);
      return new Promise((_, reject) => {
        signal.addEventListener("abort", () => {
          reject(new Error("canceled"));
        });
      });
    };
    const login = decorator === rows[0]?.decorator;
    const rig = await startRig(integration({ [login ? "login" : "handle"]: [decorator, handle] }));
    if (message) await rig.send(message);
    expect(signals).toMatchObject([{ aborted: false }]);
    rig.wire.hangUp();
    await rig.plugin.closed;
    expect(signals).toMatchObject([{ aborted: true }]);
    expect(
      rig.log
        .messages("error")
        .concat(rig.log.messages("warn"))
        .filter((text) => text.includes("Author.")),
    ).toEqual([]);
  });

  it("fires for @SubscriptionGames", async () => {
    let handed: AbortSignal | undefined;
    // oxlint-disable-next-line require-yield
    const handle = async function* (_: string, __: unknown, signal: AbortSignal): AsyncIterable<never> {
      handed = signal;
      await new Promise((_, reject) => {
        signal.addEventListener("abort", () => {
          reject(new Error("canceled"));
        });
      });
    };
    const rig = await startRig(integration({ handle: [sdk.SubscriptionGames() as Decorator, handle] }));
    await rig.send(request("start_subscription_games_import", { subscription_names: ["Pass"] }));
    expect(handed?.aborted).toBe(false);
    await rig.request("shutdown");
    expect(handed?.aborted).toBe(true);
  });

  it("fires for the methods of import steps", async () => {
    const signals: AbortSignal[] = [];
    const keep =
      (position: number) =>
      (...args: unknown[]): Promise<never> => {
        signals.push(args[position] as AbortSignal);
        return never();
      };
    const rig = await startRig(
      integration({
        prepare: [sdk.ImportContext("achievements"), keep(1)],
        achievements: [sdk.Achievements() as Decorator, keep(2)],
        times: [sdk.GameTimes() as Decorator, (gameId: string) => ({ gameId })],
        complete: [sdk.ImportComplete("gameTimes"), keep(0)],
      }),
    );
    await rig.send(request("start_achievements_import", games), request("start_game_times_import", games));
    expect(signals).toMatchObject([{ aborted: false }, { aborted: false }]);
    await rig.request("shutdown");
    expect(signals).toMatchObject([{ aborted: true }, { aborted: true }]);
  });

  it("is the signal of Lifetime, which has fired before @OnShutdown() runs", async () => {
    let fired: boolean | undefined;
    const rig = await startRig(
      integration({
        close: [
          sdk.OnShutdown(),
          () => {
            fired = rig.plugin.resolve(Lifetime).signal.aborted;
          },
        ],
      }),
    );
    expect(rig.plugin.resolve(Lifetime).signal.aborted).toBe(false);
    await rig.request("shutdown");
    expect(fired).toBe(true);
  });

  it("causes no warning for a thousand concurrent requests", async () => {
    const warnings: Error[] = [];
    const listen = (warning: Error): void => void warnings.push(warning);
    process.on("warning", listen);
    const rig = await startRig(integration({ owned: [sdk.OwnedGames(), () => never()] }));
    await rig.send(...Array.from({ length: 1000 }, (_, id) => ({ jsonrpc: "2.0", id, method: "import_owned_games" })));
    await rig.request("shutdown");
    process.off("warning", listen);
    expect(warnings).toEqual([]);
    expect(rig.take()).toHaveLength(1001);
  });
});
