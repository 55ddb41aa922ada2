/** A connection that can be taken over where it is. */
export interface OpenConnection {
  /** The system's number of its socket. */
  readonly descriptor: number;
  /** The last byte that came does not end a line. */
  readonly isWithinLine: boolean;
}

/** What the main thread says to the worker that holds the connection. */
export type ToWorker =
  | { readonly kind: "connect"; readonly port: number }
  | { readonly kind: "adopt"; readonly connection: OpenConnection }
  /** From now on what the client sends is wanted. */
  | { readonly kind: "listen" }
  | { readonly kind: "write"; readonly text: string }
  /** The oldest delivery that was not yet answered so has been dealt with. */
  | { readonly kind: "taken" }
  /** Has to be masked in the log. */
  | { readonly kind: "secret"; readonly secret: string }
  | { readonly kind: "close" };

/** What the worker says to the main thread. */
export type ToMain =
  /** It has been started, and waits for a connection. */
  | { readonly kind: "ready" }
  | { readonly kind: "connected" }
  | { readonly kind: "unreachable"; readonly error: SystemError }
  /** Answered with `taken`; without bytes it only asks whether anybody is there. */
  | { readonly kind: "delivery"; readonly bytes: Uint8Array }
  /** Some text has left, and no longer takes memory. */
  | { readonly kind: "sent" }
  | { readonly kind: "end"; readonly error?: string }
  | { readonly kind: "closed" };

/** What becomes of an error between threads, where its own members are lost. */
export interface SystemError {
  readonly message: string;
  readonly members: Readonly<Record<string, unknown>>;
}

/** What the worker is started with. */
export interface WorkerSettings {
  /** The length of all that has left, which begins again at 2 ** 32: for a main thread that cannot hear messages. */
  readonly left: Int32Array;
  /** Shortens the watchdog's waits, for tests. */
  readonly timeScale: number;
  /** The main thread was started with a debugger, which a worker cannot detect itself. */
  readonly isDebugged: boolean;
}
