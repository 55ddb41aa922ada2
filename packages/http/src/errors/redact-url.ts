/**
 * A web address that may be logged: without user name, password and fragment, and with `…` in place of its query's
 * values, where API keys are.
 */
export function redactUrl(url: string | URL): string {
  const parsed = parse(url);
  if (!parsed) return "…";
  return `${parsed.protocol}//${parsed.host}${parsed.pathname}${redactQuery(parsed.search)}`;
}

function redactQuery(search: string): string {
  if (search === "") return "";
  // Without a name there is only a value.
  const redacted = search
    .slice(1)
    .split("&")
    .map((part) => (part.includes("=") ? `${part.slice(0, part.indexOf("="))}=…` : "…"));
  return `?${redacted.join("&")}`;
}

/** A text, such as another error's message, with every web address in it redacted. */
export function redactUrls(text: string): string {
  // Not those of source files, in a stack.
  return text.replace(/\b(?!file:)[a-z][a-z\d+.-]*:\/\/[^\s"'<>]+/gi, redactUrl);
}

function parse(url: string | URL): URL | undefined {
  try {
    return new URL(url);
  } catch {
    return undefined;
  }
}
