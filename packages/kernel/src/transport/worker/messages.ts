/** An open connection that another thread can take over. */
export interface OpenConnection {
  /** The file descriptor of its socket. */
  readonly descriptor: number;
  /** Whether the last byte received was in the middle of a line. */
  readonly isWithinLine: boolean;
}

/** Messages from the main thread to the worker that holds the connection. */
export type ToWorker =
  | { readonly kind: "connect"; readonly port: number }
  | { readonly kind: "adopt"; readonly connection: OpenConnection }
  /** Start to read what the client sends. */
  | { readonly kind: "listen" }
  /** How to expand the values of a template. */
  | { readonly kind: "program"; readonly number: number; readonly program: Uint8Array }
  /** Frames are in shared memory, and do not change until they are sent. */
  | { readonly kind: "write"; readonly content: string | Uint8Array }
  /** The oldest delivery has been handled. */
  | { readonly kind: "taken" }
  /** A value to mask in the log. */
  | { readonly kind: "secret"; readonly secret: string }
  | { readonly kind: "no secret"; readonly secret: string }
  | { readonly kind: "close" };

/** Messages from the worker to the main thread. */
export type ToMain =
  /** The worker has started, and waits for a connection. */
  | { readonly kind: "ready" }
  | { readonly kind: "connected" }
  | { readonly kind: "unreachable"; readonly error: SystemError }
  /** Confirmed with `taken`. Without bytes, it only checks that the main thread responds. */
  | { readonly kind: "delivery"; readonly bytes: Uint8Array }
  /** Something has been sent, and no longer uses memory. */
  | { readonly kind: "sent" }
  | { readonly kind: "end"; readonly error?: string }
  | { readonly kind: "closed" };

/** An error in a form that survives the transfer between threads, which drops its own properties. */
export interface SystemError {
  readonly message: string;
  readonly members: Readonly<Record<string, unknown>>;
}

/** The data that the worker is started with. */
export interface WorkerSettings {
  /** The total length of what was sent, modulo 2 ** 32, for a main thread that is too busy to receive messages. */
  readonly sent: Int32Array;
  /** Shortens the watchdog's waits, for tests. */
  readonly timeScale: number;
  /** The file with the code of the main thread if the integration is packed: its bundle. */
  readonly bundle: string;
  readonly expander: ExpanderSettings;
  /** The main thread was started with a debugger, which a worker cannot detect itself. */
  readonly isDebugged: boolean;
}

/** How values become the JSON that is sent. */
export interface ExpanderSettings {
  /** The compiled assembly/expander.ts, as base64. */
  readonly module: string;
  /** The most bytes that its memory has room for. */
  readonly maxPrograms: number;
  readonly maxValues: number;
  readonly maxJson: number;
}
