import { inspect } from "node:util";
import { isHarmless } from "./harmless.js";

/** Shorter texts, such as a version or a country, would turn every line into asterisks. */
const MIN_LENGTH = 3;

/** A part of a value, such as one cookie in a header, counts as a secret from this length on. */
const MIN_PART_LENGTH = 8;

/** Most tokens look the same in JSON, in URLs and in what `inspect()` prints. */
const NEVER_ESCAPED = /^[\w.-]*$/;

/**
 * Returns the forms in which a secret may appear: as it is, as `inspect()` prints it, encoded for JSON, URLs and headers or in
 * hexadecimal digits, and the values that it is composed of.
 */
export function formsOf(secret: string): string[] {
  // Usually all the same.
  const texts = [...new Set([secret, secret.trim(), unescaped(secret)])];
  return [...new Set([...texts, ...texts.flatMap(valuesInside)])]
    .filter((text) => text.length >= MIN_LENGTH)
    .flatMap(encodings);
}

function encodings(text: string): string[] {
  const bytes = Buffer.from(text);
  const hex = bytes.toString("hex");
  return [
    ...(NEVER_ESCAPED.test(text) ? [text] : withEscapes(text)),
    // An encoder may leave the padding out.
    bytes.toString("base64").replace(/=+$/, ""),
    bytes.toString("base64url"),
    hex,
    hex.toUpperCase(),
  ];
}

function withEscapes(text: string): string[] {
  const inUrl = encodeURIComponent(text.toWellFormed());
  const inForm = new URLSearchParams([["", text]]).toString().slice(1);
  const lowerCase = (encoded: string): string => encoded.replace(/%\d?[A-F][\dA-F]?/g, (code) => code.toLowerCase());
  const inspected = inspect(text, { maxStringLength: Infinity }).slice(1, -1);
  return [
    text,
    JSON.stringify(text).slice(1, -1),
    inspected,
    inUrl,
    lowerCase(inUrl),
    // A URL in a parameter of a URL.
    encodeURIComponent(inUrl),
    encodeURIComponent(lowerCase(inUrl)),
    inForm,
    lowerCase(inForm),
  ];
}

/** Returns the parts of a value that are secrets by themselves. */
function valuesInside(text: string): string[] {
  const [, scheme, credentials] = /^(Bearer|Basic|Token)\s+(\S+)$/i.exec(text) ?? [];
  if (credentials !== undefined) {
    const plain = scheme?.toLowerCase() === "basic" ? Buffer.from(credentials, "base64").toString("utf8") : "";
    return [credentials, plain, plain.slice(plain.indexOf(":") + 1)];
  }
  const isUrl = /^\s*[a-z][a-z\d+.-]*:\/\//i.test(text);
  return isUrl ? secretsInUrl(text) : partsOf(text, /[\s;&|,]+/);
}

/** Returns the values in the query and the fragment, the long parts of the path, and the password. The host is not secret. */
function secretsInUrl(url: string): string[] {
  const [beforeQuery = "", ...parameters] = url.split(/[?&#]/);
  const values = parameters
    .filter((parameter) => !isHarmlessParameter(parameter))
    .flatMap((parameter) => [parameter.slice(parameter.indexOf("=") + 1), ...new URLSearchParams(parameter).values()]);
  const [, authority = "", path = ""] = /^\s*[^:]+:\/\/([^/]*)(.*)$/s.exec(beforeQuery) ?? [];
  const userinfo = authority.includes("@") ? authority.slice(0, authority.lastIndexOf("@")).split(":") : [];
  return [...values, ...userinfo, ...partsOf(path, /\//)];
}

/** A parameter without a name is only a value. */
function isHarmlessParameter(parameter: string): boolean {
  const [, name, value = ""] = /^([^=]+)=(.*)$/s.exec(parameter) ?? [];
  return isHarmless(value, name);
}

/** Splits a value. Of `name=value`, returns the value. */
function partsOf(text: string, separator: RegExp): string[] {
  return text
    .split(separator)
    .flatMap((part) => [part.replace(/^[\w.-]+=(?=.)/, "")])
    .filter((part) => part.length >= MIN_PART_LENGTH);
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
