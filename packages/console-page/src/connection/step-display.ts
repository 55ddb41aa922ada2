import type { ConnectionStep } from "@galaxy-kit/console";
import type { Tone } from "../parts/Badge.js";

/** The color of each step, and its name for people. */
export const stepDisplay: Readonly<Record<ConnectionStep, { readonly tone: Tone; readonly title: string }>> = {
  starting: { tone: "info", title: "Starting" },
  handshake: { tone: "info", title: "Handshake" },
  "logging in": { tone: "info", title: "Logging in" },
  "login window": { tone: "info", title: "Login window" },
  "logged in": { tone: "good", title: "Logged in" },
  importing: { tone: "info", title: "Importing" },
  ready: { tone: "good", title: "Ready" },
  crashed: { tone: "bad", title: "Crashed" },
  refused: { tone: "bad", title: "Refused" },
  offline: { tone: "warn", title: "Offline" },
  "not connected": { tone: "neutral", title: "Not connected" },
  "connection lost": { tone: "warn", title: "Connection lost" },
  "not responding": { tone: "bad", title: "Not responding" },
  closed: { tone: "neutral", title: "Closed" },
};
