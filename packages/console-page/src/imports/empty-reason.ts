import type { ConnectionRow, ImportRow } from "@galaxy-kit/console";
import { type ImportKind, importKinds } from "./import-kinds.js";

/** Why a list is empty, and what to do about it. */
export interface EmptyReason {
  readonly title: string;
  readonly text: string;
  /** An import to offer again. */
  readonly reimport?: ImportKind;
  readonly isWaiting?: boolean;
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
): EmptyReason {
  if (!connection) return { title: "Waiting for the client…", text: "", isWaiting: true };
  const { status, features } = connection;
  const reason = sentence(status.reason);
  const announced = kinds.filter((kind) => features.includes(importKinds[kind].feature));
  const latest = announced.flatMap((kind) => imports.find((progress) => progress.kind === kind) ?? []);
  const failed = latest.find(({ state }) => state === "failed");

  switch (status.state) {
    case "starting":
      return { title: "Starting the integration…", text: reason, isWaiting: true };
    case "connecting":
      return { title: "Connecting…", text: reason, isWaiting: true };
    case "connection lost":
    case "offline":
      return { title: "Not connected", text: `${reason} Press Retry to log in again.` };
    case "not connected":
      return { title: "Not connected", text: `${reason} Press Connect to log in again.` };
    case "crashed":
    case "refused":
    case "not responding":
      return { title: "The integration is not running", text: `${reason} See Problems and Log for details.` };
    case "closed":
      return { title: "The client is closed", text: reason };
    case "connected":
      break;
  }
  if (announced.length === 0) {
    const missing = kinds.map((kind) => importKinds[kind].feature).join(" or ");
    return {
      title: `No ${noun}`,
      text: `The integration does not announce ${missing}, so GALAXY does not request any ${noun}.`,
    };
  }
  if (failed) {
    const { title } = importKinds[failed.kind];
    return {
      title: `${title} import failed`,
      text: sentence(failed.error ?? "No reason given"),
      reimport: failed.kind,
    };
  }
  if (latest.length === 0 || latest.some(({ state }) => state === "running")) {
    return { title: `Importing ${noun}…`, text: "", isWaiting: true };
  }
  return {
    title: `No ${noun}`,
    text: `The integration reported no ${noun}.`,
    ...(announced[0] && { reimport: announced[0] }),
  };
}

function sentence(text: string): string {
  const trimmed = text.trim().replace(/\.$/, "");
  return `${trimmed.charAt(0).toUpperCase()}${trimmed.slice(1)}.`;
}
