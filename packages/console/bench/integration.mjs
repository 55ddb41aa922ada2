// 50,000 games with 20 achievements each, sent as fast as the client reads. The protocol is written by hand, so that the
// benchmark measures nothing else.
import { connect } from "node:net";
import process from "node:process";

const [token, port] = process.argv.slice(-2);
const GAMES = Number(process.env.BENCH_GAMES ?? 50_000);
const ACHIEVEMENTS = 20;

const socket = connect(Number(port), "127.0.0.1");
const send = (message) => socket.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);

const game = (_, index) => ({
  game_id: `game-${index}`,
  game_title: `The Game Number ${index}`,
  license_info: { license_type: "SinglePurchase" },
});
const achievement = (_, index) => ({
  unlock_time: 1_500_000_000 + index,
  achievement_id: `achievement-${index}`,
  achievement_name: `Reached place number ${index}`,
});
const unlocked_achievements = Array.from({ length: ACHIEVEMENTS }, achievement);

async function importAchievements({ game_ids }) {
  for (const game_id of game_ids) {
    const params = { game_id, unlocked_achievements };
    if (!send({ method: "game_achievements_import_success", params })) {
      await new Promise((resolve) => socket.once("drain", resolve));
    }
  }
  send({ method: "achievements_import_finished", params: null });
}

const handlers = {
  get_capabilities: () => ({ platform_name: "test", features: ["ImportOwnedGames", "ImportAchievements"], token }),
  init_authentication: () => ({ user_id: "1", user_name: "Jo" }),
  import_owned_games: () => ({ owned_games: Array.from({ length: GAMES }, game) }),
};
const afterResponse = { start_achievements_import: importAchievements };

let buffered = "";
socket.setEncoding("utf8").on("data", (chunk) => {
  const lines = (buffered + chunk).split("\n");
  buffered = lines.pop();
  for (const line of lines) {
    const { id, method, params } = JSON.parse(line);
    if (id === undefined) continue;
    send({ id, result: handlers[method]?.(params) ?? null });
    setImmediate(() => afterResponse[method]?.(params));
  }
});
socket.on("end", () => process.exit(0)).on("error", () => process.exit(0));
