import type { Duplex } from "node:stream";
import type { Platform } from "@galaxy-kit/protocol";
import type { InspectOptions } from "../debugging/inspect-options.js";
import type { Exit } from "./exit.js";

/** The properties of an integration that are known before it starts. */
interface KnownInAdvance {
  /** The platform of its manifest. An integration that reports another one is refused. */
  readonly platform?: Platform;
  /** What is wrong with it although it can be started. Reported once. */
  readonly warnings?: readonly string[];
}

/** An integration that is started as a process. */
export interface IntegrationCommand extends KnownInAdvance {
  /** Such as `process.execPath`. */
  readonly command: string;
  /** Precede the token and the port. */
  readonly args?: readonly string[];
  readonly cwd?: string;
  /** Added to the environment of this process. */
  readonly env?: Readonly<Record<string, string>>;
  /** Passed after the port, where the real client passes the path of the log file. */
  readonly logPath?: string;
  /** Whether it takes messages from its parent process, as integrations built with this framework do: its log level can be changed. */
  readonly takesMessages?: boolean;
  /** Opens the inspector of a command that is Node. While a debugger holds the process, nothing in the client times out. */
  readonly inspect?: InspectOptions;
}

/** An integration that is already running, at the other end of a stream. */
export interface IntegrationStream extends KnownInAdvance {
  /** A function is called at each start, with the token that the integration has to return. */
  readonly stream: Duplex | ((token: string) => Duplex | Promise<Duplex>);
}

/** Where the integration comes from. */
export type IntegrationSource = IntegrationCommand | IntegrationStream;

/** A running integration. */
export interface RunningIntegration {
  /** The id of its process while that runs: afterwards, it may be that of another one. */
  readonly pid: number | undefined;
  /** Rejects if the integration ends before it connects. */
  readonly connection: Promise<Duplex>;
  /** Never rejects. */
  readonly exited: Promise<Exit>;
  /** Ends it at once. Returns false if it has ended already. */
  kill(): boolean;
  /** Sends a message to the process, if it takes any. */
  send(message: object): void;
  /** The last lines of its standard error, which usually show why it ended. */
  lastErrorLines(): readonly string[];
}
