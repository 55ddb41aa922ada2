import { type ConnectionStatus, type SimulatedClient, transitions } from "@galaxy-kit/simulator";
import type { ConnectionRow, UserAction } from "../contract/index.js";

export function connectionRow(client: SimulatedClient): ConnectionRow {
  const { status, pid, library, debugger: inspector } = client;
  const { platform, features, user } = library;
  return {
    status,
    pid,
    platform,
    features,
    user,
    can: { ...actionsIn(status), call: client.canCall },
    debugger: inspector,
    debugLines: client.debugLines,
  };
}

/** As in the real client: Connect for a user who is logged out, Retry for a user whose connection failed. */
function actionsIn({ state }: ConnectionStatus): Readonly<Record<Exclude<UserAction, "call">, boolean>> {
  const allowed = transitions[state];
  const canRetry = (allowed["retry login"] ?? allowed["retry start"]) !== undefined;
  const isOpen = state !== "closed";
  return {
    connect: canRetry && state === "not connected",
    retry: canRetry && state !== "not connected",
    disconnect: isOpen && state !== "not connected",
    restart: isOpen,
    clearCache: isOpen,
  };
}
