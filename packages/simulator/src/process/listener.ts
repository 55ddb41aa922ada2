import { once } from "node:events";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";

/** A broken connection is noticed by its close event. */
const ignore = (): void => undefined;

/** Listens on the loopback interface for the single connection of one integration. */
export class Listener {
  readonly #server: Server;
  readonly connection: Promise<Socket>;

  private constructor(onExtraConnection: () => void) {
    this.#server = createServer();
    this.connection = new Promise((resolve) => {
      this.#server.once("connection", (socket) => {
        socket.setNoDelay(true);
        socket.on("error", ignore);
        resolve(socket);
        this.#server.on("connection", (extra) => {
          extra.on("error", ignore);
          extra.destroy();
          onExtraConnection();
        });
      });
    });
  }

  /** @param onExtraConnection - called for each connection after the first, which is closed by then */
  static async open(onExtraConnection: () => void): Promise<Listener> {
    const listener = new Listener(onExtraConnection);
    listener.#server.listen(0, "127.0.0.1");
    await once(listener.#server, "listening");
    return listener;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** Accepts no more connections. The one that was made stays open. */
  close(): void {
    this.#server.close();
  }
}
