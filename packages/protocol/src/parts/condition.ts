import type { ConnectionPart } from "./connection-part.js";
import type { PartState } from "./part-state.js";
import type { SessionPart } from "./session-part.js";
import type { SourcePart } from "./source-part.js";

/** How a part is, in one word. */
export type PartCondition =
  | SourcePart["state"]
  | SessionPart["state"]
  | ConnectionPart["state"]
  | "paused"
  | "running"
  | "watching"
  | "read"
  | "invalid"
  | "saving"
  | "saved";

/** Returns how a part is, so that all tools say the same. */
export function conditionOf(part: PartState): PartCondition {
  switch (part.kind) {
    case "source":
      return part.paused ? "paused" : part.state;
    case "schedule":
      if (part.running) return "running";
      return part.failingSince === undefined ? "waiting" : "failing";
    case "connection":
      return part.state === "waiting" && part.failingSince !== undefined ? "failing" : part.state;
    case "games":
      return part.error === undefined ? "watching" : "failing";
    case "settings":
      return part.problems.length === 0 ? "read" : "invalid";
    case "session":
      return part.state;
    case "store":
      if (part.error !== undefined) return "failing";
      return part.saved ? "saved" : "saving";
    case "cache":
      if (part.error !== undefined) return "failing";
      return part.running > 0 ? "running" : "waiting";
  }
}
