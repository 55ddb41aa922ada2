/** Throws for an address that no browser can open. */
export function checkStartAddress(startUri: string): void {
  if (!URL.canParse(startUri)) throw new Error(`the start_uri ${JSON.stringify(startUri)} is not an absolute URL`);
}
