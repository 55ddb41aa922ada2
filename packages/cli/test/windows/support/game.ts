import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { join } from "node:path";

/** Connects to the test, echoes what it is sent, and ends when the test hangs up. */
const PROGRAM = `
const socket = require("node:net").connect(Number(process.argv[2]), "127.0.0.1");
socket.pipe(socket).on("error", () => process.exit()).on("end", () => process.exit());
`;

/** A game for an integration to launch. The test knows it by its connection, because pids of Windows mean nothing here. */
export class Game {
  readonly #connected: Promise<Socket>;
  #socket: Socket | undefined;

  private constructor(
    /** The path of its program, for Node. */
    readonly program: string,
    private readonly server: Server,
  ) {
    this.#connected = once(server, "connection").then(([socket]) => {
      this.#socket = (socket as Socket).on("error", () => undefined);
      return this.#socket;
    });
  }

  static async in(folder: string): Promise<Game> {
    const program = join(folder, "game.cjs");
    writeFileSync(program, PROGRAM);
    const server = createServer();
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return new Game(program, server);
  }

  get args(): string[] {
    return [String((this.server.address() as AddressInfo).port)];
  }

  async started(): Promise<void> {
    await this.#connected;
  }

  async isRunning(): Promise<boolean> {
    const socket = await this.#connected;
    if (socket.destroyed) return false;
    const answered = once(socket, "data").then(() => true);
    const ended = once(socket, "close").then(() => false);
    socket.write("Are you there?");
    return await Promise.race([answered, ended]);
  }

  end(): void {
    this.server.close();
    this.#socket?.destroy();
  }
}
