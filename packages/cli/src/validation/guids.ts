/** Stands in messages, as what a guid looks like. */
const EXAMPLE = "1b3d7d4e-0c7c-4f4f-9d3e-3f5b8a0c2d11";

/** Whether a guid was copied together with what it was an example in. */
export function isExampleGuid(guid: string, templates: readonly string[]): boolean {
  const known = guid.toLowerCase();
  return known === EXAMPLE || templates.includes(known) || /^[0-]+$/.test(known);
}
