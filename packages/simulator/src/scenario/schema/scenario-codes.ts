/** The codes of everything that can be wrong with a scenario. */
export const scenarioCodes = [
  "invalid-matcher",
  "invalid-scenario-step",
  "invalid-scenario-value",
  "missing-scenario-member",
  "unknown-scenario-member",
  "unknown-scenario-step",
  "unreadable-scenario",
] as const;

export type ScenarioCode = (typeof scenarioCodes)[number];
