import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** An npm registry with the packages of `versions`, and no others. */
export class TestRegistry {
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
  }

  static async start(versions: Readonly<Record<string, string>>): Promise<TestRegistry> {
    const server = createServer(({ url = "" }, response) => {
      const name = url.slice(1);
      const version = versions[name];
      response.writeHead(version === undefined ? 404 : 200, { "content-type": "application/json" });
      if (version === undefined) response.end("{}");
      else
        response.end(
          JSON.stringify({
            name,
            "dist-tags": { latest: version },
            versions: { [version]: { name, version, dist: {} } },
          }),
        );
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return new TestRegistry(server);
  }

  get address(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/`;
  }

  async stop(): Promise<void> {
    this.#server.close();
    this.#server.closeAllConnections();
    await once(this.#server, "close");
  }
}
