import { once } from "node:events";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";

/** What a broken connection means is told by its close. */
const ignore = (): void => undefined;

/** Listens on this computer only, for the one connection of one integration. */
export class FrontDoor {
  readonly #server: Server;
  readonly connection: Promise<Socket>;

  private constructor(onStranger: () => void) {
    this.#server = createServer();
    this.connection = new Promise((resolve) => {
      this.#server.once("connection", (socket) => {
        socket.setNoDelay(true);
        socket.on("error", ignore);
        resolve(socket);
        this.#server.on("connection", (stranger) => {
          stranger.on("error", ignore);
          stranger.destroy();
          onStranger();
        });
      });
    });
  }

  /** @param onStranger called for each connection after the first, which is closed at once */
  static async open(onStranger: () => void): Promise<FrontDoor> {
    const door = new FrontDoor(onStranger);
    door.#server.listen(0, "127.0.0.1");
    await once(door.#server, "listening");
    return door;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** The connection that was made stays. */
  close(): void {
    this.#server.close();
  }
}
