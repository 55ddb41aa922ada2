/**
 * State that outlives a run of a GOG GALAXY integration: typed stores, caches and files. Every export is public API.
 *
 * @packageDocumentation
 */
export {};
