/** Has an integration of ours name, in each line of its log, the call that it is written for. A packed one is such a one, too. */
export const logCauses = { GALAXY_KIT_LOG_CAUSE: "1" } as const;
