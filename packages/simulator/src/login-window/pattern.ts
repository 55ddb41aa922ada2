/** Syntax of Python or PCRE that ECMAScript rejects or, worse, interprets differently. */
const foreign: readonly { readonly written: RegExp; readonly advice: string; readonly accepted?: true }[] = [
  {
    written: /\(\?[aiLmsux-]+[:)]/,
    advice: "ECMAScript has no inline flags such as (?i): list both cases, as in [Aa]",
  },
  {
    written: /\(\?P[<=>]/,
    advice: "in ECMAScript, write (?<name>…) and \\k<name> instead of (?P<name>…) and (?P=name)",
  },
  { written: /\(\?[>|#R&(]/, advice: "ECMAScript has no atomic groups, comments, recursion or conditionals" },
  { written: /[*+?}]\+/, advice: "ECMAScript has no possessive quantifiers" },
  { written: /\\[AZz]/, advice: "ECMAScript treats \\A, \\Z and \\z as letters: write ^ and $", accepted: true },
  { written: /\\[QE]/, advice: "ECMAScript treats \\Q and \\E as letters: escape each character", accepted: true },
  { written: /\[\[:\w+:\]/, advice: "ECMAScript has no classes such as [[:alpha:]]: write [A-Za-z]", accepted: true },
];

/**
 * Compiles a regular expression of a NextStep. The error explains the mistake and how to fix it.
 *
 * @param name - the name of the expression in the message
 */
export function compilePattern(pattern: string, name: string): RegExp {
  // An escaped backslash does not escape the next character.
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
