import { OptionError } from "./option-error.js";

/** @throws `TypeError` if one is not an origin */
export function requireOrigins(origins: readonly string[]): readonly string[] {
  return origins.map((text) => {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    const isWeb = url?.protocol === "http:" || url?.protocol === "https:";
    if (url && isWeb && [url.origin, `${url.origin}/`].includes(text.toLowerCase())) return url.origin;
    throw new OptionError(
      `origins has ${JSON.stringify(text)}`,
      'Use an origin, without a path, such as "https://media.shop.example".',
    );
  });
}
