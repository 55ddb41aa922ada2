import type { ConnectionRow, ImportRow } from "@galaxy-kit/console";
import { type ImportKind, importKinds } from "./import-kinds.js";

/** Why there is nothing to see, and what to do about it. */
export interface Reason {
  readonly title: string;
  readonly text: string;
  /** What may be imported once more. */
  readonly retry?: ImportKind;
  readonly waiting?: boolean;
}

/** The first thing that explains why none of these kinds has brought anything. */
export function whyEmpty(
  things: string,
  kinds: readonly ImportKind[],
  connection: ConnectionRow | undefined,
  imports: readonly ImportRow[],
): Reason {
  if (!connection) return { title: "Waiting for the client…", text: "", waiting: true };
  const { status, features } = connection;
  const announced = kinds.filter((kind) => features.includes(importKinds[kind].feature));
  const latest = announced.flatMap((kind) => imports.find((progress) => progress.kind === kind) ?? []);
  const failed = latest.find(({ state }) => state === "failed");

  switch (status.state) {
    case "starting":
    case "connecting":
      return {
        title: `No ${things} yet`,
        text: `The integration is being connected: ${status.reason}.`,
        waiting: true,
      };
    case "connection lost":
    case "offline":
    case "not connected":
      return {
        title: "Nobody is logged in",
        text: `${sentence(status.reason)} The button beside the state tries again.`,
      };
    case "crashed":
    case "refused":
    case "not responding":
      return {
        title: "The integration is not running",
        text: `${sentence(status.reason)} See Problems and Log for why.`,
      };
    case "closed":
      return { title: "The client is closed", text: sentence(status.reason) };
    case "connected":
      break;
  }
  if (announced.length === 0) {
    const missing = kinds.map((kind) => importKinds[kind].feature).join(" or ");
    return {
      title: `No ${things}`,
      text: `The integration does not announce ${missing}, so GALAXY does not ask for them.`,
    };
  }
  if (failed) {
    const { title } = importKinds[failed.kind];
    return {
      title: `${title} could not be imported`,
      text: sentence(failed.error ?? "No reason was told"),
      retry: failed.kind,
    };
  }
  if (latest.length === 0 || latest.some(({ state }) => state === "running")) {
    return { title: `Importing ${things}…`, text: "", waiting: true };
  }
  return {
    title: `No ${things}`,
    text: `The integration answered that there are none.`,
    ...(announced[0] && { retry: announced[0] }),
  };
}

function sentence(text: string): string {
  const trimmed = text.trim().replace(/\.$/, "");
  return `${trimmed.charAt(0).toUpperCase()}${trimmed.slice(1)}.`;
}
