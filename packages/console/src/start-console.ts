import type { SimulatedClient } from "@galaxy-kit/simulator";
import type { ProjectRow } from "./contract/index.js";
import { Feed } from "./feed/feed.js";
import type { PageLogin } from "./login/page-login.js";
import { Page } from "./page/page.js";
import { answering } from "./requests/answering.js";
import { handlersFor } from "./requests/handlers.js";
import { ConsoleServer } from "./server/console-server.js";
import { Guard } from "./server/guard.js";
import { journalDownload } from "./server/journal-download.js";
import { listen } from "./server/listen.js";
import { readPage } from "./server/page-files.js";

/** How a console is set up. */
export interface ConsoleOptions {
  readonly client: SimulatedClient;
  /** What the page calls the integration. */
  readonly integration: {
    readonly name: string;
    /** Where it is. */
    readonly folder?: string;
    /** How it is started, for a person to read. */
    readonly command?: string;
  };
  /** The folder of the built page, with its index.html. */
  readonly page: string;
  /** Any that is free where nothing is said. */
  readonly port?: number;
  /** What becomes of the sources, where something builds them. */
  readonly project?: { readonly current: ProjectRow };
  /** The one whose window the client was given, if the page is to ask for logins. */
  readonly login?: PageLogin;
  /** What the page's button does: {@link SimulatedClient.restart} where nothing is said. */
  readonly restart?: () => Promise<void>;
}

/** A page that is being served. */
export interface Console {
  /** Of the page, with the token without which nothing is there. */
  readonly url: string;
  /**
   * An address that leads to the page once, for a program that opens browsers: the token stays out of the list of processes,
   * which other users of this computer can read.
   */
  issueTicket(): string;
  /** Says goodbye to the pages. The client goes on. */
  close(): Promise<void>;
}

/**
 * Serves the page that shows a client, on this computer only.
 *
 * Fails with `PortInUse`, or when the folder of the page has no page.
 *
 * @example
 * const login = pageLogin();
 * const client = await startSimulatedClient({ integration, loginWindow: login.window });
 * const { url, close } = await startConsole({ client, integration: { name: "Itch" }, page: "dist", login });
 */
export async function startConsole(options: ConsoleOptions): Promise<Console> {
  const { client, integration, project, login } = options;
  const files = await readPage(options.page);
  const { server, port } = await listen(options.port ?? 0);

  const guard = new Guard(port);
  const feed = new Feed({ client, integration, project, login });
  const restart = options.restart ?? (() => client.restart({ reason: "the user restarts it" }));
  const answer = answering(handlersFor({ client, login, restart }));
  const consoleServer = new ConsoleServer(server, guard, {
    files,
    downloads: new Map([["journal.ndjson", journalDownload(client)]]),
    onPage: (socket) => {
      const page = new Page(socket, answer);
      void page.tell(feed.forPage(page.gone));
    },
  });

  return {
    url: guard.url,
    issueTicket: () => guard.issueTicket(),
    close: async () => {
      feed.close();
      await consoleServer.close();
    },
  };
}
