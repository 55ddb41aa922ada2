import type { RawData, WebSocket } from "ws";
import { type PausedFrame, placeOfFrame } from "./paused-place.js";

type InspectorEvent =
  | { readonly method: "Debugger.scriptParsed"; readonly params: { readonly scriptId: string; readonly url: string } }
  | { readonly method: "Debugger.paused"; readonly params: { readonly callFrames: readonly PausedFrame[] } }
  | { readonly method: "Debugger.resumed" };

const WATCHED = /^\{"method":"Debugger\.(?:scriptParsed|paused|resumed)"/;

/** How long a debugger has to close its connection. */
const CLOSE_LIMIT_MS = 200;

interface Events {
  /** The debugger has stopped the integration, or lets it go on. */
  readonly changed: () => void;
  /** The debugger lets Node begin. */
  readonly started: () => void;
  readonly ended: () => void;
}

/** Connects a debugger with the inspector, and sees when it stops the integration. */
export class DebuggerSession {
  /** Where the debugger holds the integration. Undefined while that runs. */
  pausedAt: string | undefined;
  /** By the id of the script. */
  readonly #files = new Map<string, string>();

  constructor(
    private readonly debugging: WebSocket,
    private readonly inspector: WebSocket,
    private readonly events: Events,
  ) {
    const early: string[] = [];
    debugging.on("message", (data) => {
      const message = textOf(data);
      if (message.includes('"Runtime.runIfWaitingForDebugger"')) events.started();
      if (inspector.readyState === inspector.CONNECTING) early.push(message);
      else if (inspector.readyState === inspector.OPEN) inspector.send(message);
    });
    inspector.on("open", () => {
      for (const message of early) inspector.send(message);
    });
    inspector.on("message", (data) => {
      const message = textOf(data);
      this.#watch(message);
      if (debugging.readyState === debugging.OPEN) debugging.send(message);
    });
    for (const socket of [debugging, inspector]) {
      // A broken connection is noticed by its close event.
      socket.on("error", () => undefined);
      socket.on("close", () => this.end());
    }
  }

  end(): void {
    this.pausedAt = undefined;
    this.debugging.close();
    // One that hangs would keep this process for half a minute.
    setTimeout(() => this.debugging.terminate(), CLOSE_LIMIT_MS).unref();
    this.inspector.terminate();
    this.events.ended();
  }

  #watch(message: string): void {
    if (!WATCHED.test(message)) return;
    const event = JSON.parse(message) as InspectorEvent;
    if (event.method === "Debugger.scriptParsed") {
      this.#files.set(event.params.scriptId, event.params.url);
      return;
    }
    this.pausedAt = event.method === "Debugger.paused" ? this.#placeOf(event.params.callFrames[0]) : undefined;
    this.events.changed();
  }

  #placeOf(frame: PausedFrame | undefined): string {
    return frame ? placeOfFrame(frame, this.#files.get(frame.location.scriptId) ?? "") : "an unknown place";
  }
}

/** The protocol consists of text. */
function textOf(data: RawData): string {
  return (data as Buffer).toString("utf8");
}
