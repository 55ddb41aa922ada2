import { isAboutItem, type SimulatedClient } from "@galaxy-kit/simulator";
import { Way } from "../connection/way.js";
import type { ProjectRow, Update, Welcome } from "../contract/index.js";
import { FigureList } from "../figures/figure-list.js";
import { ImportTracker } from "../imports/import-tracker.js";
import type { JournalImports } from "../imports/journal-imports.js";
import { ProblemList } from "../problems/problem-list.js";
import type { PageLogin } from "../requests/page-login.js";
import { connectionRow } from "../rows/connection-row.js";
import { journalRow } from "../rows/journal-rows.js";
import { logRow } from "../rows/log-row.js";
import { AppendedRows } from "./appended-rows.js";
import { CurrentValue } from "./current-value.js";
import { NumberedEntries } from "./numbered-entries.js";
import { PageLists } from "./page-lists.js";
import type { UpdateSource } from "./update-source.js";

/** The client keeps as many. */
const KEPT_ROWS = { journal: 10_000, log: 10_000, problems: 10_000, logins: 1_000, figures: 600, way: 1_000 } as const;

/** The subjects of the updates. */
export interface FeedSubjects {
  readonly client: SimulatedClient;
  readonly journalImports: JournalImports;
  readonly integration: Omit<Welcome, "type" | "kept">;
  readonly project: { readonly current: ProjectRow } | undefined;
  readonly login: PageLogin | undefined;
}

/** Watches a client and creates the updates for each page. */
export class Feed {
  readonly #journal;
  readonly #log;
  readonly #problems;
  readonly #logins;
  readonly #imports;
  readonly #figures;
  readonly #way;
  readonly #lists = new Set<PageLists>();
  readonly #unsubscribe: readonly (() => void)[];

  constructor(private readonly subjects: FeedSubjects) {
    const { client, journalImports } = subjects;
    this.#journal = new NumberedEntries(() => client.messages);
    this.#log = new NumberedEntries(() => client.log);
    this.#problems = new ProblemList(client, KEPT_ROWS.problems);
    this.#logins = new NumberedEntries(() => client.navigations);
    this.#imports = new ImportTracker(client);
    this.#figures = new FigureList(client, KEPT_ROWS.figures);
    this.#way = new Way(client, KEPT_ROWS.way);
    this.#unsubscribe = [
      client.on("message", (entry) => {
        if (!isAboutItem(entry)) this.#journal.added();
        const changed = journalImports.take(entry);
        for (const lists of this.#lists) lists.changeImports(changed);
      }),
      client.on("session", (session) => {
        const ended = journalImports.startSession(session);
        for (const lists of this.#lists) lists.changeImports(ended);
      }),
      client.on("log", () => this.#log.added()),
      client.on("navigation", () => this.#logins.added()),
      client.on("progress", (progress) => this.#imports.update(progress)),
      client.on("differences", (keys) => {
        for (const lists of this.#lists) lists.changeDifferences(keys);
      }),
      client.on("changed", (change) => {
        for (const lists of this.#lists) lists.apply(change);
      }),
    ];
  }

  /** Returns the sources of updates for one page. */
  forPage(closed: AbortSignal): readonly UpdateSource[] {
    const { client, journalImports, integration, project, login } = this.subjects;
    const value = (current: () => Update): UpdateSource => new CurrentValue(current);
    const lists = new PageLists(client, journalImports.all);
    this.#lists.add(lists);
    closed.addEventListener("abort", () => this.#lists.delete(lists), { once: true });
    return [
      value(() => ({ type: "welcome", ...integration, kept: KEPT_ROWS })),
      value(() => ({ type: "connection", connection: connectionRow(client) })),
      ...(project ? [value(() => ({ type: "project", project: project.current }))] : []),
      value(() => ({ type: "login", login: login?.current ?? null })),
      value(() => ({ type: "parts", parts: client.parts })),
      value(() => ({ type: "comparison", since: client.differences.since ?? null })),
      value(() => ({ type: "imports", imports: this.#imports.rows })),
      value(() => ({ type: "sessions", sessions: client.sessions })),
      // Before what may be thousands of rows: the page opens with the library.
      ...lists.sources,
      new AppendedRows("problems", this.#problems, KEPT_ROWS.problems, (row) => row),
      new AppendedRows("logins", this.#logins, KEPT_ROWS.logins, (visit, number) => ({ number, ...visit })),
      new AppendedRows("way", this.#way, KEPT_ROWS.way, (row) => row),
      new AppendedRows("figures", this.#figures, KEPT_ROWS.figures, (row) => row),
      new AppendedRows("log", this.#log, KEPT_ROWS.log, logRow),
      new AppendedRows("journal", this.#journal, KEPT_ROWS.journal, (entry) =>
        journalRow(entry, journalImports.partOf(entry)),
      ),
    ];
  }

  close(): void {
    for (const unsubscribe of this.#unsubscribe) unsubscribe();
    this.#problems.close();
    this.#figures.close();
    this.#way.close();
  }
}
