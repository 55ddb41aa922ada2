import { LocalGameState } from "@galaxy-kit/sdk";
import type { KnownGame, Library, LogEntry, Problem } from "@galaxy-kit/simulator";
import { formatPlayTime, formatSize, formatState, formatSystems, onOneLine, printable } from "./format.js";
import { type Column, renderTable } from "./table.js";

/** Colours a text, or leaves it as it is. */
export type Paint = (style: "bold" | "dim" | "green" | "yellow" | "red", text: string) => string;

const columns: readonly Column[] = [
  { heading: "#", align: "right" },
  { heading: "Title" },
  { heading: "State" },
  { heading: "Played", align: "right" },
  { heading: "Size", align: "right" },
  { heading: "Runs on" },
];

/** Whether the client shows a game: it is owned, or on this computer. */
export function isShown(game: KnownGame | undefined): game is KnownGame {
  return game !== undefined && (game.owned || (game.localGameState ?? LocalGameState.None) !== LocalGameState.None);
}

/** The games that the client shows, by their titles. */
export function shownGames(library: Library): KnownGame[] {
  return Object.values(library.games).filter(isShown).sort((one, other) => titleOf(one).localeCompare(titleOf(other)));
}

/** What the client knows, as a table. */
export function renderLibrary(library: Library, numberOf: (gameId: string) => number, paint: Paint): string[] {
  const games = shownGames(library).map((game) => ({ ...game, number: numberOf(game.gameId) })).sort((one, other) => one.number - other.number);
  const user = library.user ? `, ${printable(library.user.userName)} is logged in` : "";
  const title = `Platform "${library.platform ?? "unknown"}"${user}: ${games.length === 1 ? "1 game" : `${games.length} games`}`;
  if (games.length === 0) return [title];
  const [headings = "", ...rows] = renderTable(columns, games.map((game) => [
    String(game.number),
    printable(titleOf(game)),
    paintState(game.localGameState, paint),
    formatPlayTime(game.timePlayed, game.lastPlayedTime),
    formatSize(game.localSize),
    formatSystems(game.osCompatibility),
  ]));
  return [title, "", paint("bold", headings), ...rows];
}

/** What happened to a game, for one that looked like `before` and now looks like `after`. */
export function describeChanges(before: KnownGame | undefined, after: KnownGame | undefined): string[] {
  if (!isShown(after)) return isShown(before) ? [`${printable(titleOf(before))}: removed`] : [];
  const title = printable(titleOf(after));
  const changes: string[] = [];
  if (!isShown(before)) changes.push(`${title}: added`);
  else if (titleOf(before) !== titleOf(after)) changes.push(`${title}: the new title of ${printable(titleOf(before))}`);
  if (before?.localGameState !== after.localGameState) {
    const hasEnded = isRunning(before) && !isRunning(after);
    changes.push(`${title}: ${hasEnded ? "ended" : formatState(after.localGameState)}`);
  }
  if (before?.timePlayed !== after.timePlayed && (after.timePlayed ?? 0) > 0) {
    changes.push(`${title}: played ${formatPlayTime(after.timePlayed, after.lastPlayedTime)}`);
  }
  return changes;
}

/** One line of the integration's log, or nothing for one that is not urgent enough. */
export function renderLog({ text, fields }: LogEntry, { verbose }: { readonly verbose: boolean }, paint: Paint): string | undefined {
  const { level, message, time: _time, logger, ...more } = fields ?? {};
  if (typeof level !== "string" || typeof message !== "string") return onOneLine(text);
  const isUrgent = level === "error" || level === "warn";
  if (!isUrgent && !verbose) return undefined;
  const details = Object.entries(more).map(([name, value]) => ` ${name}=${renderField(value)}`).join("");
  const line = `${level.padEnd(5)} ${verbose ? `${String(logger)}: ` : ""}${message}${details}`;
  const printed = line.split("\n").map(onOneLine).join("\n      ");
  return paint(level === "error" ? "red" : level === "warn" ? "yellow" : "dim", printed);
}

/** The library as JSON: the simulated client's own record of each game. */
export function toJson(library: Library, problems: readonly Problem[]): string {
  const { platform = null, features, user = null } = library;
  return JSON.stringify({ platform, features, user, games: shownGames(library), problems }, undefined, 2);
}

/** Of an error, its message is enough for one line. */
function renderField(value: unknown): string {
  const isError = typeof value === "object" && value !== null && "message" in value && "stack" in value;
  return JSON.stringify(isError ? value.message : value);
}

function paintState(state: LocalGameState | undefined, paint: Paint): string {
  const text = formatState(state);
  return isRunning({ localGameState: state }) ? paint("green", text) : text;
}

function isRunning(game: { readonly localGameState?: LocalGameState | undefined } | undefined): boolean {
  return ((game?.localGameState ?? LocalGameState.None) & LocalGameState.Running) !== 0;
}

function titleOf({ gameTitle, gameId }: KnownGame): string {
  return gameTitle ?? gameId;
}
