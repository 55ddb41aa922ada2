import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Tarball } from "./tarballs.js";

/** An npm registry with these packages, each in one version. */
export class Registry {
  private constructor(
    readonly url: string,
    readonly close: () => void,
  ) {}

  static async serve(tarballs: readonly Tarball[]): Promise<Registry> {
    const server = createServer((request, response) => {
      // The next test run has other packages with the same version, perhaps at the same port.
      response.setHeader("cache-control", "no-store");
      const path = decodeURIComponent(request.url ?? "");
      const tarball = tarballs.find(({ manifest: { name } }) => path === `/${name}` || path === `/${name}.tgz`);
      if (!tarball) response.writeHead(404).end("{}");
      else if (path.endsWith(".tgz")) response.end(tarball.bytes);
      else response.end(JSON.stringify(describe(tarball, `http://${String(request.headers.host)}`)));
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return new Registry(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, () => {
      server.close();
      server.closeAllConnections();
    });
  }
}

function describe({ manifest, bytes }: Tarball, url: string): object {
  const integrity = `sha512-${createHash("sha512").update(bytes).digest("base64")}`;
  const dist = { tarball: `${url}/${manifest.name}.tgz`, integrity };
  return {
    name: manifest.name,
    "dist-tags": { latest: manifest.version },
    versions: { [manifest.version]: { ...manifest, dist } },
  };
}
