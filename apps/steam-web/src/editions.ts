/** Ids of editions of games that GALAXY knows under another id, so that none is imported twice: three Grand Theft Autos, The Witcher 3. */
const EDITIONS: Readonly<Record<string, string>> = { 12230: "12100", 12240: "12110", 12250: "12120", 499450: "292030" };

/** Returns the id in GALAXY of an app of Steam. */
export const gameIdOf = (appId: string | number): string => EDITIONS[appId] ?? String(appId);
