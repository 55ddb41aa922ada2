import fc from "fast-check";

/** Any character. Not `unit: "binary"`, which spends a second on a table of all code points. Surrogates are skipped. */
export const character = fc
  .nat({ max: 0x10f7ff })
  .map((index) => String.fromCodePoint(index < 0xd800 ? index : index + 0x800));
