import type { ConnectionRow } from "@galaxy-kit/console";
import { usePageState } from "./feed-context.js";

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
  return usePageState(({ connection }) => obstacleOf(connection));
}
