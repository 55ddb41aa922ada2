import { capture } from "../process.mjs";
import { TaskError } from "../task-error.mjs";

const MAX_SUBJECT_LENGTH = 100;
/** Subjects that are acceptable in a branch until it is rebased, but not in the trunk. */
const UNFINISHED = /^(?:fixup!|squash!|wip\b)|\.$/i;

/** Checks the subjects of the commits in a range, such as origin/main..HEAD, against the rule in CONTRIBUTING.md. */
export async function run([range = "origin/main..HEAD"]) {
  const { code, output } = await capture("git", ["log", "--no-merges", "--format=%h %s", range]);
  if (code !== 0) throw new TaskError(output.trim());
  const commits = output.split("\n").filter(Boolean);
  const wrong = commits.filter((line) => {
    const subject = line.slice(line.indexOf(" ") + 1);
    return subject.length > MAX_SUBJECT_LENGTH || UNFINISHED.test(subject);
  });
  for (const line of wrong)
    console.error(`${line}\n  Use "<package>: <what is different now>" in at most 100 characters.`);
  return wrong.length > 0 ? 1 : 0;
}
