/** Something in a message that decoding tolerates. */
export interface Deviation {
  readonly kind: "null-field" | "unknown-field" | "bad-text" | "empty-text";
  readonly message: string;
}

/** The fields that GALAXY identifies something by, or shows as its name. */
const NAMING_FIELD = /(?:^|\.)(?:\w+_)?(?:id|title|name)$/;

/** Some titles consist of characters without a width. */
const BLANK = /^[\s\p{Cf}]*$/u;

/**
 * Finds optional fields that are `null` instead of absent and unknown fields, by comparison with what the codec itself would have
 * written; and texts that went wrong on the way, such as a title that was cut in the middle of an emoji.
 */
export function* deviations(json: unknown, canonical: unknown, path = ""): Generator<Deviation> {
  // Almost all texts are fine, and a library has millions: no generator for those.
  if (typeof json === "string" && (BLANK.test(json) || !json.isWellFormed())) yield* textDeviations(json, path);
  if (typeof json !== "object" || json === null || json === canonical) return;
  if (typeof canonical !== "object" || canonical === null) return;
  if (Array.isArray(json)) {
    for (const [index, item] of json.entries())
      yield* deviations(item, (canonical as unknown[])[index], `${path}[${index}]`);
    return;
  }
  for (const [name, member] of Object.entries(json)) {
    const here = path === "" ? name : `${path}.${name}`;
    if (Object.hasOwn(canonical, name)) yield* deviations(member, (canonical as Record<string, unknown>)[name], here);
    else if (member === null)
      yield { kind: "null-field", message: `${here} is null: omit an optional field that has no value` };
    else yield { kind: "unknown-field", message: `${here} is an unknown field` };
  }
}

function* textDeviations(text: string, path: string): Generator<Deviation> {
  if (!text.isWellFormed()) {
    const message = `${path} contains half of a character outside the basic plane, such as an emoji that was cut in two`;
    yield { kind: "bad-text", message };
  }
  if (BLANK.test(text) && NAMING_FIELD.test(path)) yield { kind: "empty-text", message: `${path} is empty` };
}
