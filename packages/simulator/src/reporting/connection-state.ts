/** How an integration appears to the user. */
export type ConnectionState =
  /** The process is starting, or its handshake goes on. */
  | "starting"
  /** Started; the user is not logged in yet. */
  | "connecting"
  | "connected"
  /** The stored login does not work any more. The library is kept. */
  | "connection lost"
  /** The login failed for another reason. */
  | "offline"
  /** Nobody is logged in: the login window was closed, or the user has disconnected. */
  | "not connected"
  /** An answer did not come in time; the process is about to be killed. */
  | "not responding"
  /** The handshake showed that this is no integration that the client can work with. */
  | "refused"
  | "crashed"
  /** The client has gone. */
  | "closed";

/** What moves a connection from one state to another. */
export type ConnectionEvent =
  | "started"
  | "refused"
  | "login window opened"
  | "logged in"
  | "credentials refused"
  | "login failed"
  | "login window closed"
  | "authentication lost"
  | "unanswered"
  | "process gone"
  | "retry login"
  | "retry start"
  | "restart"
  | "disconnect"
  | "close";

/** The state and how it came about. */
export interface ConnectionStatus {
  readonly state: ConnectionState;
  /** For a person to read. */
  readonly reason: string;
  /** Milliseconds since 1970. */
  readonly since: number;
}

type Transitions = Readonly<Partial<Record<ConnectionEvent, ConnectionState>>>;

/** Possible in every state but the last. */
const always: Transitions = { restart: "starting", disconnect: "not connected", close: "closed" };

/** Possible as long as there is a process. */
const alive: Transitions = { ...always, unanswered: "not responding", "process gone": "crashed" };

/** There may be no process any more, and the user can click Retry. */
const startable: Transitions = { ...always, "retry start": "starting" };

/** Nobody is logged in, and the user can click Retry. */
const waitingForRetry: Transitions = { ...alive, ...startable, "retry login": "connecting" };

/** Every transition there is; an event that a state does not name leaves it as it is. */
export const transitions: Readonly<Record<ConnectionState, Transitions>> = {
  starting: { ...alive, started: "connecting", refused: "refused" },
  connecting: {
    ...alive,
    "login window opened": "connecting",
    "logged in": "connected",
    "credentials refused": "connection lost",
    "login failed": "offline",
    "login window closed": "not connected",
    "authentication lost": "connection lost",
  },
  connected: { ...alive, "authentication lost": "connection lost" },
  "connection lost": waitingForRetry,
  offline: waitingForRetry,
  "not connected": waitingForRetry,
  "not responding": { ...always, "process gone": "crashed" },
  refused: startable,
  crashed: startable,
  closed: {},
};
