import type { SimulatedClient } from "@galaxy-kit/simulator";
import type { ProjectRow, Update, Welcome } from "../contract/index.js";
import { ImportBoard } from "../imports/import-board.js";
import type { PageLogin } from "../login/page-login.js";
import { connectionRow } from "../rows/connection-row.js";
import { journalRow } from "../rows/journal-rows.js";
import { logRow } from "../rows/log-row.js";
import { problemRow } from "../rows/problem-row.js";
import { AppendedRows } from "./appended-rows.js";
import { Latest } from "./latest.js";
import { Numbered } from "./numbered.js";
import { PageLists } from "./page-lists.js";
import type { Source } from "./source.js";

/** As many as a client keeps. */
const KEPT = { journal: 10_000, log: 10_000, problems: 10_000 } as const;

/** What pages are told of. */
export interface Told {
  readonly client: SimulatedClient;
  readonly integration: Omit<Welcome, "type" | "kept">;
  readonly project: { readonly current: ProjectRow } | undefined;
  readonly login: PageLogin | undefined;
}

/** Watches a client, and makes what each page is told. */
export class Feed {
  readonly #journal;
  readonly #log;
  readonly #problems;
  readonly #imports;
  readonly #lists = new Set<PageLists>();
  readonly #stops: readonly (() => void)[];

  constructor(private readonly told: Told) {
    const { client } = told;
    this.#journal = new Numbered(() => client.journal, client.journal.at(-1)?.number);
    this.#log = new Numbered(() => client.log);
    this.#problems = new Numbered(() => client.problems);
    this.#imports = new ImportBoard(client);
    this.#stops = [
      client.on("message", () => this.#journal.added()),
      client.on("log", () => this.#log.added()),
      client.on("problem", () => this.#problems.added()),
      client.on("progress", (progress) => this.#imports.advance(progress)),
      client.on("changed", (change) => {
        for (const lists of this.#lists) lists.take(change);
      }),
    ];
  }

  /** What one page is told, until it has gone. */
  forPage(gone: AbortSignal): readonly Source[] {
    const { client, integration, project, login } = this.told;
    const latest = (current: () => Update): Source => new Latest(current);
    const lists = new PageLists(client.library);
    this.#lists.add(lists);
    gone.addEventListener("abort", () => this.#lists.delete(lists), { once: true });
    return [
      latest(() => ({ type: "welcome", ...integration, kept: KEPT })),
      latest(() => ({ type: "connection", connection: connectionRow(client) })),
      ...(project ? [latest(() => ({ type: "project", project: project.current }))] : []),
      latest(() => ({ type: "login", login: login?.current ?? null })),
      latest(() => ({ type: "imports", imports: this.#imports.rows })),
      new AppendedRows("problems", this.#problems, KEPT.problems, problemRow),
      new AppendedRows("log", this.#log, KEPT.log, logRow),
      new AppendedRows("journal", this.#journal, KEPT.journal, journalRow),
      ...lists.all,
    ];
  }

  close(): void {
    for (const stop of this.#stops) stop();
  }
}
