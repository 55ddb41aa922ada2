import type { ConnectionRow, ImportRow } from "@galaxy-kit/console";
import { type ImportKind, importKinds } from "./import-kinds.js";

/** Why a list is empty, incomplete or out of date, and what to do about it. */
export interface ListReason {
  readonly title: string;
  readonly text: string;
  /** An import to offer again. */
  readonly reimport?: ImportKind;
  /** The action on the connection to offer. */
  readonly action?: "connect" | "retry";
  readonly isWaiting?: boolean;
}

/** Returns why these imports cannot show current data, or `undefined` if they can. */
export function listTrouble(
  kinds: readonly ImportKind[],
  { status, features }: ConnectionRow,
  imports: readonly ImportRow[],
): ListReason | undefined {
  const reason = sentence(status.reason);
  switch (status.state) {
    case "starting":
      return { title: "Starting the integration…", text: reason, isWaiting: true };
    case "connecting":
      return { title: "Waiting for the login…", text: reason, isWaiting: true };
    case "connection lost":
    case "offline":
      return { title: "Not connected", text: `${reason} Press Retry to log in again.`, action: "retry" };
    case "not connected":
      return { title: "Not connected", text: `${reason} Press Connect to log in again.`, action: "connect" };
    case "crashed":
    case "refused":
    case "not responding":
      return { title: "The integration is not running", text: "See Problems and Log for details." };
    case "closed":
      return { title: "The client is closed", text: reason };
    case "connected":
      break;
  }
  const failed = imports.find(
    ({ kind, state }) => state === "failed" && kinds.includes(kind) && features.includes(importKinds[kind].feature),
  );
  return failed && importFailure(failed);
}

/**
 * Returns the first reason that explains why none of these imports has added anything.
 *
 * @param noun - what the list contains, such as "games"
 */
export function emptyReason(
  noun: string,
  kinds: readonly ImportKind[],
  connection: ConnectionRow | undefined,
  imports: readonly ImportRow[],
): ListReason {
  if (!connection) return { title: "Waiting for the client…", text: "", isWaiting: true };
  const trouble = listTrouble(kinds, connection, imports);
  if (trouble) return trouble;
  const announced = kinds.filter((kind) => connection.features.includes(importKinds[kind].feature));
  if (announced.length === 0) {
    const missing = kinds.map((kind) => importKinds[kind].feature).join(" or ");
    return {
      title: `No ${noun}`,
      text: `The integration does not announce ${missing}, so GALAXY does not request any ${noun}.`,
    };
  }
  const latest = announced.flatMap((kind) => imports.find((progress) => progress.kind === kind) ?? []);
  if (latest.length === 0 || latest.some(({ state }) => state === "running")) {
    return { title: `Importing ${noun}…`, text: "", isWaiting: true };
  }
  return {
    title: `No ${noun}`,
    text: `The integration reported no ${noun}.`,
    ...(announced[0] && { reimport: announced[0] }),
  };
}

function importFailure({ kind, error }: ImportRow): ListReason {
  return {
    title: `${importKinds[kind].title} import failed`,
    text: sentence(error ?? "No reason given"),
    reimport: kind,
  };
}

function sentence(text: string): string {
  const trimmed = text.trim().replace(/\.$/, "");
  return `${trimmed.charAt(0).toUpperCase()}${trimmed.slice(1)}.`;
}
