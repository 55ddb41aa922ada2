/** Makes an integration built with this framework add to each log line the call that caused it. Works in packed ones, too. */
export const logCauses = { GALAXY_KIT_LOG_CAUSE: "1" } as const;
