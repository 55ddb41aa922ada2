/** The name of a property on the wire. */
export function toWireName(property: string): string {
  return property.replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`);
}
