/** The state of an integration as the user sees it. */
export type ConnectionState =
  /** The process is starting, or the handshake is in progress. */
  | "starting"
  /** Started; the user is not logged in yet. */
  | "connecting"
  | "connected"
  /** The login is no longer valid. The library is kept. */
  | "connection lost"
  /** The login failed for another reason. */
  | "offline"
  /** The user is not logged in: the login window was closed, or the user disconnected. */
  | "not connected"
  /** A response did not arrive in time. The process is about to be killed. */
  | "not responding"
  /** The handshake showed that the client cannot work with this integration. */
  | "refused"
  | "crashed"
  /** The client has been closed. */
  | "closed";

/** An event that can change the state of a connection. */
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

/** The state and the reason for it. */
export interface ConnectionStatus {
  readonly state: ConnectionState;
  /** For people. */
  readonly reason: string;
  /** Milliseconds since 1970. */
  readonly since: number;
}

type Transitions = Readonly<Partial<Record<ConnectionEvent, ConnectionState>>>;

/** Possible in every state except closed. */
const always: Transitions = { restart: "starting", disconnect: "not connected", close: "closed" };

/** Possible while there is a process. */
const alive: Transitions = { ...always, unanswered: "not responding", "process gone": "crashed" };

/** The process may have ended, and the user can click Retry. */
const startable: Transitions = { ...always, "retry start": "starting" };

/** The user is not logged in and can click Retry. */
const waitingForRetry: Transitions = { ...alive, ...startable, "retry login": "connecting" };

/** All transitions. An event that a state does not list has no effect. */
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
