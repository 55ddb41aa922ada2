/** A value that stands inside another, such as one of several in a cookie header, is taken for a secret from this length on. */
const SHORTEST_PIECE = 8;

/**
 * The forms in which a secret may turn up: as it is, as it stands in JSON, in an address and in a header, and the values
 * that it is put together from.
 */
export function formsOf(secret: string): string[] {
  // Mostly one and the same.
  const texts = [...new Set([secret, secret.trim(), unescaped(secret)])];
  return [...new Set([...texts, ...texts.flatMap(valuesInside)])].flatMap(encodings);
}

function encodings(text: string): string[] {
  const inAddress = encodeURIComponent(text.toWellFormed());
  const inForm = new URLSearchParams([["", text]]).toString().slice(1);
  const lowerCase = (encoded: string): string => encoded.replace(/%[\dA-F]{2}/g, (code) => code.toLowerCase());
  return [
    text,
    JSON.stringify(text).slice(1, -1),
    inAddress,
    lowerCase(inAddress),
    inForm,
    lowerCase(inForm),
    base64(text),
  ];
}

/** What a value holds that is a secret by itself. */
function valuesInside(text: string): string[] {
  const [, scheme, credentials] = /^(Bearer|Basic|Token)\s+(\S+)$/i.exec(text) ?? [];
  if (credentials !== undefined) {
    const plain = scheme?.toLowerCase() === "basic" ? Buffer.from(credentials, "base64").toString("utf8") : "";
    return [credentials, plain, plain.slice(plain.indexOf(":") + 1)];
  }
  const isAddress = /^\s*[a-z][a-z\d+.-]*:\/\//i.test(text);
  return isAddress ? secretsInAddress(text) : piecesOf(text, /[\s;&|,]+/);
}

/** The values in the query and in the fragment, the long parts of the path, and the password. Not the host: it is known. */
function secretsInAddress(address: string): string[] {
  const [beforeQuery = "", ...parameters] = address.split(/[?&#]/);
  const values = parameters.flatMap((parameter) => [
    parameter.slice(parameter.indexOf("=") + 1),
    ...new URLSearchParams(parameter).values(),
  ]);
  const [, authority = "", path = ""] = /^\s*[^:]+:\/\/([^/]*)(.*)$/s.exec(beforeQuery) ?? [];
  const userinfo = authority.includes("@") ? authority.slice(0, authority.lastIndexOf("@")).split(":") : [];
  return [...values, ...userinfo, ...piecesOf(path, /\//)];
}

/** Of `name=value` the value. */
function piecesOf(text: string, separator: RegExp): string[] {
  return text
    .split(separator)
    .flatMap((piece) => [piece.replace(/^[\w.-]+=(?=.)/, "")])
    .filter((piece) => piece.length >= SHORTEST_PIECE);
}

function base64(text: string): string {
  return Buffer.from(text).toString("base64").replace(/=+$/, "");
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
