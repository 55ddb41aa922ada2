import type { Duplex } from "node:stream";
import type { Platform } from "@galaxy-kit/protocol";
import type { Exit } from "./exit.js";

/** What is known of an integration before it is started. */
interface Announced {
  /** The one of its manifest: an integration that says another is refused. */
  readonly platform?: Platform;
}

/** An integration that is started as a process of its own. */
export interface IntegrationCommand extends Announced {
  /** Such as `process.execPath`. */
  readonly command: string;
  /** Come before the token and the port. */
  readonly args?: readonly string[];
  readonly cwd?: string;
  /** Added to the environment of this process. */
  readonly env?: Readonly<Record<string, string>>;
  /** Passed after the port, as the real client passes the path of its log file. */
  readonly logPath?: string;
}

/** An integration that is there already, at the other end of a stream. */
export interface IntegrationStream extends Announced {
  /** A function is called for each start with the token that the integration has to answer. */
  readonly stream: Duplex | ((token: string) => Duplex | Promise<Duplex>);
}

/** Where the integration comes from. */
export type IntegrationSource = IntegrationCommand | IntegrationStream;

/** An integration that was started. */
export interface RunningIntegration {
  readonly pid: number | undefined;
  /** Fails when the integration ends without having connected. */
  readonly connection: Promise<Duplex>;
  /** Never fails. */
  readonly exited: Promise<Exit>;
  kill(): void;
  /** The last lines of its standard error: why it has ended is among them, if it said so. */
  lastWords(): readonly string[];
}
