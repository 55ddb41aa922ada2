import type { ConnectionRow } from "@galaxy-kit/console";
import type { Tone } from "../parts/Badge.js";

export type ConnectionState = ConnectionRow["status"]["state"];

/** The color of each state, and its name in GALAXY. */
export const connectionDisplay: Readonly<Record<ConnectionState, { readonly tone: Tone; readonly title: string }>> = {
  starting: { tone: "info", title: "Starting" },
  connecting: { tone: "info", title: "Connecting" },
  connected: { tone: "good", title: "Connected" },
  "connection lost": { tone: "warn", title: "Connection lost" },
  offline: { tone: "warn", title: "Offline" },
  "not connected": { tone: "neutral", title: "Not connected" },
  "not responding": { tone: "bad", title: "Not responding" },
  refused: { tone: "bad", title: "Refused" },
  crashed: { tone: "bad", title: "Crashed" },
  closed: { tone: "neutral", title: "Closed" },
};
