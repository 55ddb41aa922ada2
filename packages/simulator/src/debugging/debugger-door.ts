import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { WebSocket, WebSocketServer } from "ws";
import type { HoldableClock } from "../holdable-clock.js";
import type { Recorder } from "../reporting/recorder.js";
import { DebuggerSession } from "./debugger-session.js";
import type { InspectOptions } from "./inspect-options.js";

/** The requests of debuggers that look for something to attach to. */
const LISTS = /^\/json(?:\/list|\/version|\/protocol)?\/?$/;

/** As in Node: a website must not reach the inspector through a name of its own. */
const LOCAL_HOST = /^(?:localhost|\d+\.\d+\.\d+\.\d+|\[[\da-f:]+\])(?::\d+)?$/i;

/**
 * The place where debuggers attach to one process of the integration. They come through here, on a port that stays the same, and not to
 * the inspector itself. So it is known when one holds the process, and none keeps the process from ending.
 */
export class DebuggerDoor {
  readonly #server = createServer((request, response) => void this.#answer(request, response));
  readonly #sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });
  readonly #sessions = new Set<DebuggerSession>();
  /** The address of the inspector, once it is open. */
  #inspector: URL | undefined;
  /** Node waits for a debugger before it runs anything. */
  #isWaiting: boolean;

  private constructor(
    private readonly options: InspectOptions,
    private readonly clock: HoldableClock,
    private readonly recorder: Recorder,
  ) {
    this.#isWaiting = options.breakAtStart ?? false;
    this.#server.on("upgrade", (request, socket, head) => {
      const inspector = this.#inspector;
      if (!inspector || request.url !== `/${options.id}` || !isLocal(request)) {
        socket.destroy();
        return;
      }
      this.#sockets.handleUpgrade(request, socket, head, (debugging) => this.#attach(debugging, inspector));
    });
  }

  /** Rejects with the system's error if the port is in use. */
  static async open(options: InspectOptions, clock: HoldableClock, recorder: Recorder): Promise<DebuggerDoor> {
    const door = new DebuggerDoor(options, clock, recorder);
    door.#server.listen(options.port, "127.0.0.1");
    await once(door.#server, "listening");
    door.#update();
    return door;
  }

  /** The options of Node that open the inspector, on a port of its own. */
  get nodeOptions(): readonly string[] {
    return [`${this.options.breakAtStart ? "--inspect-brk" : "--inspect"}=127.0.0.1:0`];
  }

  /** Takes what Node itself writes about its inspector. Returns false for any other line. */
  take(line: string): boolean {
    // The integration can write such a line, too, but not lead debuggers to another host.
    const [, address] = /^Debugger listening on (ws:\/\/127\.0\.0\.1:\d{1,5}\/[\w-]+)$/.exec(line) ?? [];
    if (address !== undefined && URL.canParse(address)) {
      this.#inspector = new URL(address);
      this.#update();
    }
    // The process has ended, but for its debuggers.
    if (line === "Waiting for the debugger to disconnect...") this.#detach();
    return /^(?:Debugger (?:listening|ending) on ws:\/\/127\.0\.0\.1:|Debugger attached\.$|For help, see: \S+inspector$|Waiting for the debugger)/.test(
      line,
    );
  }

  /** Releases everything. Call when the process has ended. */
  close(): void {
    this.#inspector = undefined;
    this.#isWaiting = false;
    this.#detach();
    this.#server.close();
    this.#server.closeAllConnections();
    this.#update();
  }

  #attach(debugging: WebSocket, inspector: URL): void {
    const session = new DebuggerSession(debugging, new WebSocket(inspector, { perMessageDeflate: false }), {
      changed: () => this.#update(),
      started: () => {
        this.#isWaiting = false;
        this.#update();
      },
      ended: () => {
        this.#sessions.delete(session);
        this.#update();
      },
    });
    this.#sessions.add(session);
  }

  #detach(): void {
    for (const session of this.#sessions) session.end();
  }

  #update(): void {
    const pausedAt = [...this.#sessions].map((session) => session.pausedAt).find((place) => place !== undefined);
    if (this.#isWaiting || pausedAt !== undefined) this.clock.hold();
    else this.clock.release();
    const { port, id } = this.options;
    const address = `127.0.0.1:${port}`;
    this.recorder.showDebugger(
      this.#inspector && { address, webSocket: `ws://${address}/${id}`, ...(pausedAt !== undefined && { pausedAt }) },
    );
  }

  /** Forwards the inspector's answer, with the address of this server. */
  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { url = "" } = request;
    if (!LISTS.test(url) || !isLocal(request)) {
      response.writeHead(404).end();
      return;
    }
    const { port, id } = this.options;
    const text = await this.#ask(url).catch(() => "[]");
    const [host = "", inspectorId = ""] = this.#inspector
      ? [this.#inspector.host, this.#inspector.pathname.slice(1)]
      : [];
    const own = host === "" ? text : text.replaceAll(host, `127.0.0.1:${port}`).replaceAll(inspectorId, id);
    response.writeHead(200, { "content-type": "application/json; charset=UTF-8" }).end(own);
  }

  async #ask(url: string): Promise<string> {
    const { host } = this.#inspector ?? {};
    return host === undefined ? "[]" : await (await fetch(`http://${host}${url}`)).text();
  }
}

function isLocal({ headers: { host = "" } }: IncomingMessage): boolean {
  return LOCAL_HOST.test(host);
}
