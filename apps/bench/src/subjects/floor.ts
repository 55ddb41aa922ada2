/*
 * Stands in for an integration that takes no time: sends messages serialized before connecting, as fast as the client reads.
 */
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { createInterface } from "node:readline";
import { achievements, gameIds, games, OWNED_GAMES_VARIABLE } from "@galaxy-kit/bench-integration";

const GAMES_PER_BLOCK = 100;

interface Request {
  readonly id: string;
  readonly method: string;
  readonly params: { readonly game_ids?: readonly string[] };
}

const message = (content: object): string => `${JSON.stringify({ jsonrpc: "2.0", ...content })}\n`;

const ownedGames = JSON.stringify(
  games(Number(process.env[OWNED_GAMES_VARIABLE] ?? 0)).map(({ gameId, gameTitle, dlcs, licenseInfo }) => ({
    game_id: gameId,
    game_title: gameTitle,
    dlcs,
    license_info: { license_type: licenseInfo.licenseType },
  })),
);

const unlocked = achievements.map(({ unlockTime, achievementId, achievementName }) => ({
  unlock_time: unlockTime,
  achievement_id: achievementId,
  achievement_name: achievementName,
}));
const successes = gameIds(GAMES_PER_BLOCK).map((id) =>
  Buffer.from(
    message({ method: "game_achievements_import_success", params: { game_id: id, unlocked_achievements: unlocked } }),
  ),
);
const block = Buffer.concat(successes);

async function sendAchievements(socket: Socket, count: number): Promise<void> {
  // Repeats the same games: other games would have as many bytes.
  for (let sent = 0; sent < count; sent += GAMES_PER_BLOCK) {
    const bytes = count - sent >= GAMES_PER_BLOCK ? block : Buffer.concat(successes.slice(0, count - sent));
    if (!socket.write(bytes)) await once(socket, "drain");
  }
  socket.write(message({ method: "achievements_import_finished", params: null }));
}

const socket = connect({ host: "127.0.0.1", port: Number(process.argv[3]), noDelay: true });

createInterface({ input: socket }).on("line", (line) => {
  const { id, method, params } = JSON.parse(line) as Request;
  if (method === "import_owned_games") {
    socket.write(`{"jsonrpc":"2.0","id":${JSON.stringify(id)},"result":{"owned_games":${ownedGames}}}\n`);
    return;
  }
  socket.write(message({ id, result: null }));
  if (method === "start_achievements_import") void sendAchievements(socket, params.game_ids?.length ?? 0);
});
socket.on("error", () => undefined).on("close", () => process.exit());
