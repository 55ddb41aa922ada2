/**
 * Access to this computer for GOG GALAXY integrations: games in folders, processes, play time, files of other programs. Every export is
 * public API.
 *
 * @packageDocumentation
 */

/** Files of other programs. */
export { decodeText } from "./readers/decode-text.js";
export { readAs, readCsv, readIni, readKeyValues, readToml, readXml, readYaml } from "./readers/formats.js";
export { readJson } from "./readers/json.js";
export type { IniSection } from "./readers/libraries/ini.js";
export { readEach } from "./readers/read-each.js";
export type { Parse, ReadOptions, ReadResult } from "./readers/read-file.js";
export type { SqliteRow, SqliteValue, SqliteValues } from "./readers/sqlite/row.js";
export { readSqlite, type SqliteQuery } from "./readers/sqlite/sqlite.js";
export { UnreadableFile } from "./readers/unreadable-file.js";
export { readBinaryVdf, readVdf, type VdfOptions } from "./readers/vdf.js";
export type { VdfNode } from "./readers/vdf-text.js";

/** Where something is. */
export { expandPath } from "./files/expand-path.js";
export { firstExisting } from "./files/first-existing.js";

/** Launching games. */
export { exec, type ExecLaunch, type ExecOptions } from "./launching/exec.js";
export type { GameLauncher } from "./launching/game-launcher.js";
export type { ExecSpec, GameSpec, UriSpec } from "./launching/launch-specs.js";
export { type GameAddress, LauncherAddresses, type LauncherAddressesOptions } from "./launching/launcher-addresses.js";
export { session, type SessionLaunch } from "./launching/session.js";
export { uri, type UriLaunch, type UriOptions } from "./launching/uri.js";

/** Which processes are a game. */
export {
  type AddressTracking,
  folder,
  type FolderTracking,
  type NameTracking,
  none,
  type NoTracking,
  original,
  type OriginalTracking,
  processes,
  type SessionRun,
  type SessionTracking,
  type Track,
  type Tracking,
  type TrackingOptions,
  tree,
  type TreeTracking,
} from "./tracking/tracking-mode.js";

/** Games that are installed, and games that are running. */
export type { GameEventHandler } from "./tracking/event-points.js";
export { OnGameStarted, OnGameStopped } from "./tracking/game-events.js";
export type { GameSession, SessionEvent } from "./tracking/game-session.js";
export { GameTracker, type GameTrackerState } from "./tracking/game-tracker.js";
export type { GameLaunch, InstalledGame } from "./tracking/installed-game.js";
export { InstalledGames, type InstalledGamesHandler, type InstalledGamesOptions } from "./tracking/installed-games.js";

/** Game time. */
export { type GameTimeState, GameTimeTracker } from "./game-time/game-time-tracker.js";
export type { GameTimeMerge } from "./game-time/merge.js";
export type { GameTotal } from "./game-time/totals.js";
export { TrackGameTime, type TrackGameTimeOptions } from "./game-time/track-game-time.js";

/** Programs in the background that know what a launcher knows. */
export { Daemon, type DaemonOptions, type DaemonState, type DaemonUse } from "./daemons/daemon.js";
export type { DaemonCommand } from "./daemons/daemon-run.js";
export { Daemons } from "./daemons/daemons.js";
export {
  type JsonRpcCall,
  JsonRpcDaemon,
  type JsonRpcDaemonOptions,
  type JsonRpcList,
  type JsonRpcSessions,
} from "./daemons/json-rpc-daemon.js";
export type { JsonRpcPages, PageParameters } from "./daemons/json-rpc-pages.js";
export { JsonRpcError, type JsonRpcHandlers, JsonRpcPeer } from "./daemons/json-rpc-peer.js";
export type { Listening, ReadyLine } from "./daemons/ready-line.js";
export { type DaemonAnswers, sqliteAnswers } from "./daemons/sqlite-answers.js";

/** Processes. */
export type { ProcessInfo } from "./processes/process-info.js";
export { Processes } from "./processes/processes.js";

/** Changes of files. */
export { type FileChangeDecorator, OnFileChange } from "./watching/on-file-change.js";
export type { OnFileChangeHandler, OnFileChangeOptions, Paths } from "./watching/options.js";

/** What Node cannot do on Windows. */
export { DATA_PROTECTION, type DataProtection } from "./native/data-protection.js";
export type { HelperAddress } from "./native/helper-address.js";
export {
  NATIVE_HELPER,
  NativeHelper,
  type RegistryKey,
  type RegistryValue,
  type RegistryView,
  type WindowsProcess,
} from "./native/native-helper.js";

/** The computer itself. */
export { HostOs } from "./host/host-os.js";
export type { Installation, ProgramSearch, UsedInstallation } from "./host/installations.js";
export type { InstalledProgram } from "./host/installed-programs.js";
export type { KnownFolders } from "./host/known-folders.js";

/** Libraries in folders. */
export type { FolderGame } from "./folder-library/folder-game.js";
export { FolderGames, type FolderGamesState } from "./folder-library/folder-games.js";
export { FolderLibrary, type FolderLibraryDecorator } from "./folder-library/folder-library.js";
export type { LibraryFolderState } from "./folder-library/folder-scan.js";
export type {
  FolderLibraryHandler,
  FolderLibraryOptions,
  FoundGames,
  LibraryEntry,
  LibraryGame,
  NamedGame,
} from "./folder-library/options.js";
export { titleOf } from "./folder-library/title-of.js";

/** Programs and sizes. */
export { osCompatibilityOf } from "./programs/os-compatibility.js";
export { folderSize } from "./sizes/folder-size.js";
