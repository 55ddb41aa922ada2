import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { BackendError } from "@galaxy-kit/sdk";
import { html } from "@galaxy-kit/settings/extend";
import { type Answer, readAnswer } from "./authorization-request.js";
import type { Loopback } from "./redirect.js";

/** More than an answer has. In bytes. */
const MAX_ANSWER = 64 * 1024;

/** What becomes of an answer. */
export interface Receipt {
  /** For the user. */
  readonly message: string;
  /** Where the browser goes on by itself. */
  readonly next?: string | undefined;
}

/** What a {@link LoopbackReceiver} does with an answer. Undefined: it is not the one that was waited for. */
export type Receive = (answer: Answer) => Promise<Receipt | undefined>;

/** Waits on this computer for the response that a browser brings back, then stops listening. */
export class LoopbackReceiver {
  /** Listens on both addresses of this computer, if there are two. */
  static async open({ path, ports }: Loopback, receive: Receive): Promise<LoopbackReceiver> {
    for (const port of ports) {
      const first = await listen(port, "127.0.0.1");
      if (!first) continue;
      const { port: actual } = first.address() as AddressInfo;
      const second = await listen(actual, "::1");
      return new LoopbackReceiver(
        [first, ...(second ? [second] : [])],
        `http://127.0.0.1:${actual}${path}`,
        path,
        receive,
      );
    }
    throw new BackendError(
      `Another program uses the ports for the login (${ports.join(", ")}): close it, and try again`,
    );
  }

  private constructor(
    private readonly servers: readonly Server[],
    readonly redirectUri: string,
    private readonly path: string,
    private readonly receive: Receive,
  ) {
    for (const server of servers) {
      server.on(
        "request",
        (request, response) => void this.#respond(request, response).catch(() => response.destroy()),
      );
    }
  }

  close(): void {
    for (const server of this.servers) {
      server.close();
      server.closeAllConnections();
    }
  }

  async #respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const address = new URL(request.url ?? "", this.redirectUri);
    if (address.pathname !== this.path) {
      send(response, 404, page("This is not the page for the login."));
      return;
    }
    // A fragment stays in the browser, until a script sends it.
    const fragment = request.method === "POST" ? await readText(request) : "";
    if (request.method !== "POST" && address.search === "") {
      send(response, 200, RELAY);
      return;
    }
    const receipt = await this.receive({
      ...readAnswer(address),
      ...Object.fromEntries(new URLSearchParams(fragment)),
    });
    if (!receipt) {
      send(response, 400, page("This is not the answer that the integration waits for."));
      return;
    }
    response.once("close", () => this.close());
    send(response, 200, page(receipt.message, receipt.next), request.method === "POST" ? receipt.next : undefined);
  }
}

/** Undefined if another program listens there, or the computer has no such address. */
async function listen(port: number, host: string): Promise<Server | undefined> {
  const server = createServer();
  try {
    server.listen(port, host);
    await once(server, "listening");
    return server;
  } catch {
    return undefined;
  }
}

async function readText(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request as AsyncIterable<Buffer>) {
    text += String(chunk);
    if (text.length > MAX_ANSWER) throw new RangeError("The answer is too long");
  }
  return text;
}

function send(response: ServerResponse, status: number, content: string, next?: string): void {
  response.writeHead(status, {
    "Content-Type": "text/html; charset=utf-8",
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    Connection: "close",
    ...(next !== undefined && { "X-Next": next }),
  });
  response.end(content);
}

function page(message: string, next?: string): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="color-scheme" content="light dark" />
        <title>Login</title>
        ${next !== undefined && html`<meta http-equiv="refresh" content="0; url=${next}" />`}
      </head>
      <body>
        <p role="status">${message}</p>
      </body>
    </html>`.markup;
}

/** Sends the fragment in the body of a request: an address would be kept by the browser. */
const RELAY = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="color-scheme" content="light dark"><title>Login</title>
<p role="status">One moment…</p>
<script>
const fragment = location.hash.slice(1);
history.replaceState(null, "", location.pathname);
fetch(location.pathname, { method: "POST", body: fragment }).then(async (response) => {
  const next = response.headers.get("X-Next");
  if (next) { location.replace(next); return; }
  document.open(); document.write(await response.text()); document.close();
});
</script></html>`;
