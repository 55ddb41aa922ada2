import type { LocalGameState, PartState } from "@galaxy-kit/protocol";
import type { Library, Problem } from "@galaxy-kit/simulator";
import type { Paint } from "../terminal/paint.js";
import { type Column, renderTable } from "../terminal/table.js";
import { formatCount, formatPlayTime, formatSize, formatState, formatSystems, printable } from "./format.js";
import { isRunning, shownGames, titleOf } from "./shown-games.js";

/** A library of thousands would push everything else out of the terminal. */
const MAX_LISTED = 100;

const columns: readonly Column[] = [
  { heading: "#", align: "right" },
  { heading: "Title", isCut: true },
  { heading: "State" },
  { heading: "Played", align: "right" },
  { heading: "Size", align: "right" },
  { heading: "Runs on", isCut: true },
];

/** How the library is shown. */
export interface LibraryView {
  readonly numberOf: (gameId: string) => number;
  readonly paint: Paint;
  /** The columns of the terminal, if it is one. */
  readonly columns?: number | undefined;
  /** List every game, however many there are. */
  readonly all?: boolean | undefined;
}

/** Renders the library as a table. Returns no lines if the integration ended before it could say for which platform it is. */
export function renderLibrary(library: Library, { numberOf, paint, columns: room, all }: LibraryView): string[] {
  const { platform } = library;
  if (platform === undefined) return [];
  const games = shownGames(library)
    .map((game) => ({ ...game, number: numberOf(game.gameId) }))
    .sort((one, other) => one.number - other.number);
  const title = summaryOf(platform, library, games.length);
  if (games.length === 0) return [title];
  const listed = all ? games : games.slice(0, MAX_LISTED);
  const rows = listed.map((game) => [
    String(game.number),
    printable(titleOf(game)),
    paintState(game.localGameState, paint),
    formatPlayTime(game.timePlayed, game.lastPlayedTime),
    formatSize(game.localSize),
    formatSystems(game.osCompatibility),
  ]);
  const [headings = "", ...lines] = renderTable(columns, rows, room);
  const left = formatCount(games.length - listed.length, "more game");
  const rest = listed.length === games.length ? [] : ["", `… and ${left}. To list every game, use --all or --json.`];
  return [title, "", paint("bold", headings), ...lines, ...rest];
}

/** Renders the library as JSON: the simulated client's record of each game, friend and subscription. */
export function toJson(library: Library, problems: readonly Problem[], parts: readonly PartState[]): string {
  const { platform = null, features, user = null } = library;
  const friends = Object.values(library.friends);
  const subscriptions = Object.values(library.subscriptions);
  return JSON.stringify(
    { platform, features, user, games: shownGames(library), friends, subscriptions, problems, parts },
    undefined,
    2,
  );
}

function summaryOf(platform: string, { user, friends, subscriptions }: Library, games: number): string {
  const login = user ? `, ${printable(user.userName)} is logged in` : "";
  const others = [
    [Object.keys(friends).length, "friend"],
    [Object.keys(subscriptions).length, "subscription"],
  ] as const;
  const counts = others.filter(([count]) => count > 0).map(([count, name]) => formatCount(count, name));
  return `Platform "${platform}"${login}: ${[formatCount(games, "game"), ...counts].join(", ")}`;
}

function paintState(state: LocalGameState | undefined, paint: Paint): string {
  const text = formatState(state);
  return isRunning({ localGameState: state }) ? paint("green", text) : text;
}
