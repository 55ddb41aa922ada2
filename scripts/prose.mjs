/** Habits that a regular expression can find, each with better wording. Everything else is left to reviews. */
const HABITS = [
  {
    pattern: /(?<!\bthere )\b(?:is|are|was|were) no (?!longer\b|more\b)[a-z]+/i,
    advice: 'write "is not a …" or "there is no …"',
  },
  {
    pattern: /^\s*(?:\/\*\*|\*|\/\/)?\s*(?:Answers|Tells) /,
    advice: 'start with "Returns", "Resolves to", "Reports", "Describes" …',
  },
  {
    pattern: /^\s*(?:\/\*\*|\*)\s*@(?:param|typeParam)\s+(?:\{.*\}\s+)?[^\s{]+\s+(?!- )\S.*/,
    advice: 'write a hyphen after the name: "@param name - what it is"',
  },
  { pattern: /\b[Tt]old\b/, advice: 'write "sent", "reported", "notified", "received" …, or name who learns what' },
  { pattern: /\b(?:LONGEST|MOST|DEEPEST|LARGEST|FEWEST|SHORTEST|SMALLEST)_[A-Z]/, advice: "name it MAX_… or MIN_…" },
  { pattern: /_(?:MILLISECONDS|MILLIS|SECONDS|MEGABYTES)\b/, advice: "write the unit as _MS, _S or _MB" },
  { pattern: /\b[Bb]elongs? into\b/, advice: 'write "belongs in"' },
  { pattern: /(?<=\bremedy(?: =|:) ["'`])(?:Name|Write)\b/, advice: 'start with "Use", "Set", "Add" or "Specify"' },
  { pattern: /\bwhat else\b/, advice: 'write "anything else"' },
  { pattern: /(?<!-)\bbeside\b/i, advice: 'write "next to"' },
  {
    pattern: /(?:colour|behaviour|favourite|neighbour|licence|cancelled|recognise|organise|initialise)/i,
    advice: "use American spelling",
  },
  { pattern: /\bwhoever\b/i, advice: 'write "anyone who …", or name who it is' },
  {
    pattern: /\b(?:says? what is|find out what is)(?=[.,;:`]|$)/,
    advice: 'write "returns the complete current state"',
  },
  { pattern: /\bfor ever\b/, advice: 'write "forever"' },
  {
    pattern: /\b(?:some|any|every)body\b/i,
    advice: 'write "someone", "anyone" or "everyone", or name who or what it is',
  },
  { pattern: /\banother (?:(?!is\b)[a-z]+ ){1,3}than\b/i, advice: 'write "a different … from" or "… other than"' },
  { pattern: /@returns (?:ends|restores|is called)\b/, advice: 'write "a function that …"' },
];

/** Lines that may stay: the file, and a part of the line. */
const ALLOWED = [
  // These name the habits.
  ["scripts/prose.mjs", ""],
  ["scripts/test/prose.test.mjs", ""],
];

/** Returns one message for each habit found in a text, such as `file.ts:12: "is no map": write …`. */
export function findHabits(file, text) {
  return text.split("\n").flatMap((line, index) =>
    HABITS.filter(({ pattern }) => pattern.test(line) && !isAllowed(file, line)).map(({ pattern, advice }) => {
      const [found] = pattern.exec(line);
      return `${file}:${index + 1}: "${found.trim()}": ${advice}`;
    }),
  );
}

function isAllowed(file, line) {
  return ALLOWED.some(([allowedFile, text]) => file === allowedFile && line.includes(text));
}
