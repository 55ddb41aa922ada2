/** A target in angle brackets, and its parameters (RFC 8288). */
const LINK = /<([^>]*)>((?:\s*;\s*[\w*-]+(?:\s*=\s*(?:"[^"]*"|[^\s",;]+))?)*)/g;
const REL = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s",;]+))/i;

/** Returns the address of the next page in a `Link` header, or undefined. */
export function nextLink(header: string, base: string): URL | undefined {
  for (const [, target = "", parameters = ""] of header.matchAll(LINK)) {
    const [, quoted, plain] = REL.exec(parameters) ?? [];
    const relations = (quoted ?? plain ?? "").toLowerCase().split(/\s+/);
    if (relations.includes("next")) return URL.canParse(target, base) ? new URL(target, base) : undefined;
  }
  return undefined;
}
