import type { ConnectionRow } from "@galaxy-kit/console";
import { usePageState } from "./feed-context.js";

const RECORDED = "This is a recorded session.";

const obstacles: Readonly<Partial<Record<ConnectionRow["status"]["state"], string>>> = {
  starting: "The integration is starting.",
  "not responding": "The integration does not respond.",
  refused: "The client refuses to work with the integration.",
  crashed: "The integration has crashed.",
  closed: "The client is closed.",
};

function obstacleOf(connection: ConnectionRow | undefined): string | undefined {
  if (connection?.can.call) return undefined;
  return (connection && obstacles[connection.status.state]) ?? "The integration is not running.";
}

/** Returns why the integration cannot be called now, as a sentence. */
export function useObstacle(): string | undefined {
  return usePageState(({ connection, welcome }) => (welcome?.recorded ? RECORDED : obstacleOf(connection)));
}

/** Returns why nothing can be saved or exported, as a sentence. */
export function useSavingObstacle(): string | undefined {
  return usePageState(({ welcome }) => (welcome?.recorded ? RECORDED : undefined));
}

/** Returns whether the integration was running when the page heard of it last. */
export function useIsRunning(): boolean {
  return usePageState(({ connection, welcome }) =>
    welcome?.recorded ? connection?.status.state === "connected" : (connection?.can.call ?? false),
  );
}
