import { type ConnectionStatus, type SimulatedClient, transitions } from "@galaxy-kit/simulator";
import type { ConnectionRow, UserAction } from "../contract/index.js";

export function connectionRow(client: SimulatedClient): ConnectionRow {
  const { status, pid, library } = client;
  const { platform, features, user } = library;
  return { status, pid, platform, features, user, can: actionsIn(status) };
}

/** As the buttons of the real client: Connect for who is not connected, Retry for who should be. */
function actionsIn({ state }: ConnectionStatus): Readonly<Record<UserAction, boolean>> {
  const allowed = transitions[state];
  const canTryAgain = (allowed["retry login"] ?? allowed["retry start"]) !== undefined;
  const isOpen = state !== "closed";
  return {
    connect: canTryAgain && state === "not connected",
    retry: canTryAgain && state !== "not connected",
    disconnect: isOpen && state !== "not connected",
    restart: isOpen,
    clearCache: isOpen,
  };
}
