import type { SimulatedClient } from "@galaxy-kit/simulator";
import type { ProjectRow } from "./contract/index.js";
import { Feed } from "./feed/feed.js";
import type { UpdateSource } from "./feed/update-source.js";
import { JournalImports } from "./imports/journal-imports.js";
import { answersOf, updatesOf } from "./recording/open-session.js";
import { sessionDownload } from "./recording/save-session.js";
import { handlersFor } from "./requests/handlers.js";
import type { PageLogin } from "./requests/page-login.js";
import { type Responder, responder } from "./requests/responder.js";
import type { AuthorMethods } from "./rows/game-origins.js";
import { ConsoleServer, type Download } from "./server/console-server.js";
import { Guard } from "./server/guard.js";
import { journalDownload } from "./server/journal-download.js";
import { listen } from "./server/listen.js";
import { PageConnection } from "./server/page-connection.js";
import { readPage } from "./server/page-files.js";
import type { RecordedSession } from "./session-file/parse-session.js";

/** Options of {@link startConsole}. */
export interface ConsoleOptions {
  readonly client: SimulatedClient;
  /** Shown on the page. */
  readonly integration: {
    readonly name: string;
    /** The folder of the integration. */
    readonly folder?: string;
    /** The command that starts the integration. */
    readonly command?: string;
    /** How a link on the page opens a file: an address with `{file}`, `{line}` and `{column}`. Relative paths start from the folder. */
    readonly editor?: { readonly address: string; readonly folder: string };
  };
  /** The folder of the built page, which contains index.html. */
  readonly page: string;
  /** Any free port by default. */
  readonly port?: number;
  /** The build of the integration, if there is one. */
  readonly project?: { readonly current: ProjectRow };
  /** Pass this if the client uses its `window`, so that the page asks for logins. */
  readonly login?: PageLogin;
  /** Returns the method of the author that handles each method on the wire, such as `Library.ownedGames`. */
  readonly authorMethods?: () => Promise<AuthorMethods>;
  /** Called by the Restart button; {@link SimulatedClient.restart} by default. */
  readonly restart?: () => Promise<void>;
}

/** A running console. */
export interface Console {
  /** The address of the page, including the secret token. */
  readonly url: string;
  /**
   * Returns an address that opens the page once. Pass it to a program that opens a browser, to keep the token out of the
   * list of processes, which other users of this computer can read.
   */
  issueTicket(): string;
  /** Closes all pages' connections and stops the server. The client keeps running. */
  close(): Promise<void>;
}

/**
 * Serves the page that shows a client, on 127.0.0.1 only.
 *
 * @throws `PortInUseError` if the port is in use
 * @throws `Error` if the folder contains no built page
 *
 * @example
 * const login = pageLogin();
 * const client = await startSimulatedClient({ integration, loginWindow: login.window });
 * const { url, close } = await startConsole({ client, integration: { name: "Itch" }, page: "dist", login });
 */
export async function startConsole(options: ConsoleOptions): Promise<Console> {
  const { client, integration, project, login, authorMethods = () => Promise.resolve({}) } = options;
  const journalImports = new JournalImports(client);
  const feed = new Feed({ client, journalImports, integration, project, login });
  const restart = options.restart ?? (() => client.restart());
  const handlers = handlersFor({ client, journalImports, login, restart, authorMethods });
  const sources = (): readonly UpdateSource[] => {
    const once = new AbortController();
    const all = feed.forPage(once.signal);
    once.abort();
    return all;
  };
  const served = await serve(options, {
    downloads: new Map([
      ["journal.ndjson", journalDownload(client)],
      ["session.ndjson", sessionDownload({ client, journalImports, handlers, sources })],
    ]),
    respond: responder(handlers),
    updates: (closed) => feed.forPage(closed),
  }).catch((error: unknown) => {
    feed.close();
    throw error;
  });
  return {
    ...served,
    close: async () => {
      feed.close();
      await served.close();
    },
  };
}

/**
 * Serves the page that shows a recorded session, on 127.0.0.1 only.
 *
 * @throws `PortInUseError` if the port is in use
 * @throws `Error` if the folder contains no built page
 */
export async function showSession(
  session: RecordedSession,
  options: Pick<ConsoleOptions, "page" | "port">,
): Promise<Console> {
  return await serve(options, {
    downloads: new Map(),
    respond: answersOf(session),
    updates: () => updatesOf(session),
  });
}

/** What a page gets. */
interface Served {
  readonly downloads: ReadonlyMap<string, Download>;
  readonly respond: Responder;
  readonly updates: (closed: AbortSignal) => readonly UpdateSource[];
}

async function serve(
  options: Pick<ConsoleOptions, "page" | "port">,
  { downloads, respond, updates }: Served,
): Promise<Console> {
  const files = await readPage(options.page);
  const { server, port } = await listen(options.port ?? 0);
  const guard = new Guard(port);
  const consoleServer = new ConsoleServer(server, guard, {
    files,
    downloads,
    onPage: (socket) => {
      const page = new PageConnection(socket, respond);
      void page.sendUpdates(updates(page.closed));
    },
  });
  return {
    url: guard.url,
    issueTicket: () => guard.issueTicket(),
    close: () => consoleServer.close(),
  };
}
