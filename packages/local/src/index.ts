/**
 * This computer, for GOG GALAXY integrations: games in folders, processes, play time, files of other programs. Every export is public API.
 *
 * @packageDocumentation
 */
export {};
