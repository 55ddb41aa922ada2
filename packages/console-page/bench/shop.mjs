// 50,000 games and four imports with a message for each of them: 200,000 messages. The protocol is written by hand, so that
// the benchmark measures nothing but the console. "Launch client" makes it send 300 messages a second for ten seconds.
import { connect } from "node:net";
import process from "node:process";

const [token, port] = process.argv.slice(-2);
const GAMES = Number(process.env.BENCH_GAMES ?? 50_000);
const FLOOD = { perSecond: 300, seconds: 10 };

const socket = connect(Number(port), "127.0.0.1");
const send = (message) => socket.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);

const game = (_, index) => ({
  game_id: `game-${index}`,
  game_title: `The Game Number ${index}`,
  license_info: { license_type: "SinglePurchase" },
});
const achievements = Array.from({ length: 4 }, (_, index) => ({
  unlock_time: 1_500_000_000 + index,
  achievement_id: `achievement-${index}`,
  achievement_name: `Reached place number ${index}`,
}));

const eachGame = (success, finished, value) => async (params) => {
  for (const [index, game_id] of params.game_ids.entries()) {
    if (!send({ method: success, params: value(game_id, index) })) {
      await new Promise((resolve) => socket.once("drain", resolve));
    }
  }
  send({ method: finished, params: null });
};

const handlers = {
  get_capabilities: () => ({
    platform_name: "test",
    features: [
      "ImportOwnedGames",
      "ImportAchievements",
      "ImportGameTime",
      "ImportGameLibrarySettings",
      "ImportOSCompatibility",
      "LaunchPlatformClient",
    ],
    token,
  }),
  init_authentication: () => ({ user_id: "1", user_name: "Jo" }),
  import_owned_games: () => ({ owned_games: Array.from({ length: GAMES }, game) }),
};
const afterResponse = {
  start_achievements_import: eachGame(
    "game_achievements_import_success",
    "achievements_import_finished",
    (game_id) => ({ game_id, unlocked_achievements: achievements }),
  ),
  start_game_times_import: eachGame("game_time_import_success", "game_times_import_finished", (game_id, index) => ({
    game_time: { game_id, time_played: index, last_played_time: 1_700_000_000 + index },
  })),
  start_game_library_settings_import: eachGame(
    "game_library_settings_import_success",
    "game_library_settings_import_finished",
    (game_id, index) => ({ game_library_settings: { game_id, tags: [`tag ${index % 7}`], hidden: index % 50 === 0 } }),
  ),
  start_os_compatibility_import: eachGame(
    "os_compatibility_import_success",
    "os_compatibility_import_finished",
    (game_id, index) => ({ game_id, os_compatibility: index % 8 }),
  ),
};

function flood() {
  let sent = 0;
  const timer = setInterval(() => {
    for (let count = 0; count < FLOOD.perSecond / 50; count++, sent++) {
      const local_game = { game_id: `game-${sent % 500}`, local_game_state: sent % 2 };
      send({ method: "local_game_status_changed", params: { local_game } });
    }
    if (sent >= FLOOD.perSecond * FLOOD.seconds) clearInterval(timer);
  }, 20);
}

let buffered = "";
socket.setEncoding("utf8").on("data", (chunk) => {
  const lines = (buffered + chunk).split("\n");
  buffered = lines.pop();
  for (const line of lines) {
    const { id, method, params } = JSON.parse(line);
    if (method === "launch_platform_client") flood();
    if (id === undefined) continue;
    send({ id, result: handlers[method]?.(params) ?? null });
    setImmediate(() => afterResponse[method]?.(params));
  }
});
socket.on("end", () => process.exit(0)).on("error", () => process.exit(0));
