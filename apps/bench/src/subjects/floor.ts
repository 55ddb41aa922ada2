/*
 * Stands in for an integration that takes no time: sends messages serialized before connecting, as fast as the client reads.
 */
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { createInterface } from "node:readline";
import {
  achievements,
  gameIds,
  games,
  gameTime,
  librarySettings,
  localSize,
  osCompatibility,
  OWNED_GAMES_VARIABLE,
  presence,
} from "@galaxy-kit/bench-integration";
import { type ImportKind, imports } from "@galaxy-kit/protocol";

/** What is written at once. */
const BLOCK_BYTES = 256 * 1024;

interface Request {
  readonly id: string;
  readonly method: string;
  readonly params: Readonly<Record<string, readonly string[]>>;
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

const values: Readonly<Partial<Record<ImportKind, (id: string) => unknown>>> = {
  achievements: () => achievements,
  gameTimes: gameTime,
  librarySettings,
  osCompatibilities: () => osCompatibility,
  localSizes: () => localSize,
  userPresences: () => presence,
};

/** The messages of a kind of import, for as many ids as one block has. */
function messagesOf(kind: ImportKind, value: (id: string) => unknown): readonly Buffer[] {
  const { method, params } = imports[kind].success;
  const messageOf = (id: string): Buffer =>
    Buffer.from(message({ method, params: params.encode({ id, value: value(id) as never }) }));
  return gameIds(Math.ceil(BLOCK_BYTES / messageOf("game-000000").length)).map(messageOf);
}

async function sendResults(socket: Socket, messages: readonly Buffer[], count: number, end: string): Promise<void> {
  const block = Buffer.concat(messages);
  // Repeats the same ids: other ids would have as many bytes.
  for (let sent = 0; sent < count; sent += messages.length) {
    const bytes = count - sent >= messages.length ? block : Buffer.concat(messages.slice(0, count - sent));
    if (!socket.write(bytes)) await once(socket, "drain");
  }
  socket.write(message({ method: end, params: null }));
}

/** Functions that send the results of an import, by the method that starts it. */
const starts = new Map(
  Object.entries(values).map(([kind, value]) => {
    const { start, finished } = imports[kind as ImportKind];
    const messages = messagesOf(kind as ImportKind, value);
    return [
      start.method,
      (socket: Socket, count: number) => void sendResults(socket, messages, count, finished.method),
    ];
  }),
);

const socket = connect({ host: "127.0.0.1", port: Number(process.argv[3]), noDelay: true });

createInterface({ input: socket }).on("line", (line) => {
  const { id, method, params } = JSON.parse(line) as Request;
  if (method === "import_owned_games") {
    socket.write(`{"jsonrpc":"2.0","id":${JSON.stringify(id)},"result":{"owned_games":${ownedGames}}}\n`);
    return;
  }
  socket.write(message({ id, result: null }));
  starts.get(method)?.(socket, Object.values(params)[0]?.length ?? 0);
});
socket.on("error", () => undefined).on("close", () => process.exit());
