/** What messages about the same fault of different items have in common: they differ in the item's id and in numbers. */
export function withoutItem(message: string, id = ""): string {
  const general = id === "" ? message : message.replaceAll(asWord(id), "#");
  return general.replaceAll(/\d+/g, "#");
}

/** The id "a" does not occur in "an apple". */
function asWord(id: string): RegExp {
  const literal = id.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
  return new RegExp(String.raw`(?<![\p{L}\p{N}])${literal}(?![\p{L}\p{N}])`, "gu");
}
