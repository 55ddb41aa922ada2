/** Ways of writing that Python or PCRE know and ECMAScript refuses, or worse, takes for something else. */
const foreign: readonly { readonly written: RegExp; readonly advice: string; readonly accepted?: true }[] = [
  {
    written: /\(\?[aiLmsux-]+[:)]/,
    advice: "ECMAScript has no inline flags such as (?i): spell the cases out, as in [Aa]",
  },
  { written: /\(\?P[<=>]/, advice: "ECMAScript writes (?<name>…) and \\k<name> for (?P<name>…) and (?P=name)" },
  { written: /\(\?[>|#R&(]/, advice: "ECMAScript has no atomic groups, comments, recursion and conditions" },
  { written: /[*+?}]\+/, advice: "ECMAScript has no possessive quantifiers" },
  { written: /\\[AZz]/, advice: "ECMAScript reads \\A, \\Z and \\z as letters: write ^ and $", accepted: true },
  { written: /\\[QE]/, advice: "ECMAScript reads \\Q and \\E as letters: escape each character", accepted: true },
  { written: /\[\[:\w+:\]/, advice: "ECMAScript has no classes such as [[:alpha:]]: write [A-Za-z]", accepted: true },
];

/**
 * Compiles a regular expression of a NextStep, and throws what is wrong in words of its author.
 *
 * @param name - What the expression is called in the message.
 */
export function compilePattern(pattern: string, name: string): RegExp {
  // An escaped backslash would make what follows look escaped.
  const plain = pattern.replaceAll("\\\\", "");
  const misread = foreign.find(({ written, accepted }) => accepted && written.test(plain));
  const refused = (why: string): Error => new Error(`${name} ${JSON.stringify(pattern)} cannot be used: ${why}`);
  if (misread) throw refused(misread.advice);
  try {
    return new RegExp(pattern);
  } catch (error) {
    const advice = foreign.find(({ written }) => written.test(plain))?.advice;
    const reason = (error as Error).message.replace(/^.*: /s, "");
    throw refused(advice === undefined ? reason : `${reason}. ${advice}`);
  }
}
