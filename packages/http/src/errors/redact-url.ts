/**
 * Returns a URL that is safe to log: without user name, password and fragment, and with `…` in place of query values, which often
 * contain API keys.
 */
export function redactUrl(url: string | URL): string {
  const parsed = parse(url);
  if (!parsed) return "…";
  return `${parsed.protocol}//${parsed.host}${parsed.pathname}${redactQuery(parsed.search)}`;
}

function redactQuery(search: string): string {
  if (search === "") return "";
  // A part without a name is only a value.
  const redacted = search
    .slice(1)
    .split("&")
    .map((part) => (part.includes("=") ? `${part.slice(0, part.indexOf("="))}=…` : "…"));
  return `?${redacted.join("&")}`;
}

/** Redacts every URL in a text, such as the message of another error. */
export function redactUrls(text: string): string {
  // Except those of source files in a stack.
  return text.replace(/\b(?!file:)[a-z][a-z\d+.-]*:\/\/[^\s"'<>]+/gi, redactUrl);
}

function parse(url: string | URL): URL | undefined {
  try {
    return new URL(url);
  } catch {
    return undefined;
  }
}
