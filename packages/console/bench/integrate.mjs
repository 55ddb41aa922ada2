// An integration for benchmarks, also for that of the page. It speaks the protocol by hand and sends as fast as the client reads,
// so that they measure nothing but the console.
import { connect } from "node:net";
import process from "node:process";

const [token, port] = process.argv.slice(-2);
const GAMES = Number(process.env.BENCH_GAMES ?? 50_000);

const socket = connect(Number(port), "127.0.0.1");

function send(message) {
  return socket.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
}

export function notify(method, params = null) {
  return send({ method, params });
}

const game = (_, index) => ({
  game_id: `game-${index}`,
  game_title: `The Game Number ${index}`,
  license_info: { license_type: "SinglePurchase" },
});

export function achievements(count) {
  return Array.from({ length: count }, (_, index) => ({
    unlock_time: 1_500_000_000 + index,
    achievement_id: `achievement-${index}`,
    achievement_name: `Reached place number ${index}`,
  }));
}

/** An import with a message for each game: `value` returns its parameters. */
export function eachGame(success, finished, value) {
  return async ({ game_ids }) => {
    for (const [index, game_id] of game_ids.entries()) {
      if (!notify(success, value(game_id, index))) await new Promise((resolve) => socket.once("drain", resolve));
    }
    notify(finished);
  };
}

/**
 * Connects to the client, and responds to it.
 *
 * @param imports - made by {@link eachGame}, by the request that starts them
 * @param commands - functions for notifications of the client
 */
export function integrate({ features, imports, commands = {} }) {
  const results = {
    get_capabilities: () => ({ platform_name: "test", features, token }),
    init_authentication: () => ({ user_id: "1", user_name: "Jo" }),
    import_owned_games: () => ({ owned_games: Array.from({ length: GAMES }, game) }),
  };
  let buffered = "";
  socket.setEncoding("utf8").on("data", (chunk) => {
    const lines = (buffered + chunk).split("\n");
    buffered = lines.pop();
    for (const line of lines) {
      const { id, method, params } = JSON.parse(line);
      if (id === undefined) {
        commands[method]?.();
        continue;
      }
      send({ id, result: results[method]?.() ?? null });
      setImmediate(() => imports[method]?.(params));
    }
  });
  socket.on("end", () => process.exit(0)).on("error", () => process.exit(0));
}
