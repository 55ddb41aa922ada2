/** Makes an integration built with this framework show what its parts are doing. Does nothing in packed ones. */
export const partStates = { GALAXY_KIT_STATE: "1" } as const;
