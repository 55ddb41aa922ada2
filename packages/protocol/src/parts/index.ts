export { conditionOf, type PartCondition } from "./condition.js";
export type { ConnectionPart } from "./connection-part.js";
export type { GamesPart, RunningGame } from "./games-part.js";
export { isInTrouble, type PartState } from "./part-state.js";
export { partStatesLine, readPartStates } from "./part-states-line.js";
export type { SchedulePart } from "./schedule-part.js";
export type { SessionPart } from "./session-part.js";
export type { Setting, SettingsPart } from "./settings-part.js";
export type { HeldBack, SourcePart } from "./source-part.js";
