/**
 * Settings of a GOG GALAXY integration: one declaration gives a file, a form page and live values. Every export is public API.
 *
 * @packageDocumentation
 */
export {};
