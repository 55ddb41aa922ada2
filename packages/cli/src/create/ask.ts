import { autocomplete, intro, isCancel, log, outro, select, text } from "@clack/prompts";
import { Platform } from "@galaxy-kit/protocol";
import { CommandError } from "../command-line/command-error.js";
import { type TemplateName, templateNames, templateSummaries } from "../project/templates.js";
import { INTERRUPTED } from "../terminal/interruption.js";
import type { Answers, GivenAnswers } from "./answers.js";
import { defaultAuthor, defaultFolder, defaultName } from "./answers.js";
import { missingPlatformHint, parsePlatform, platforms } from "./parse-platform.js";
import { problemWithTarget } from "./target-folder.js";

/** The user canceled a question. */
class CanceledError extends CommandError {
  override readonly exitCode = INTERRUPTED;

  constructor() {
    super("Nothing was created.");
  }
}

/** Asks for everything that was not given on the command line. */
export async function ask(given: GivenAnswers): Promise<Answers> {
  intro("A new integration for GOG GALAXY");
  const folder = given.folder ?? (await askForFolder());
  const answers = {
    folder,
    name: given.name ?? (await askForText("Name, as shown to users", defaultName(folder))),
    platform: given.platform ?? (await askForPlatform()),
    author: given.author ?? (await askForText("Author", await defaultAuthor())),
    template: given.template ?? (await askForTemplate()),
  };
  outro("Creating the project");
  return answers;
}

async function askForFolder(): Promise<string> {
  for (;;) {
    const folder = await askForText("Folder", defaultFolder);
    const problem = await problemWithTarget(folder);
    if (problem === undefined) return folder;
    log.error(problem);
  }
}

async function askForText(message: string, fallback: string): Promise<string> {
  return answered(await text({ message, placeholder: fallback, defaultValue: fallback }));
}

async function askForPlatform(): Promise<Platform> {
  const options: { label: string; value: string; hint: string }[] = platforms.map(([label, value]) => ({
    label,
    value,
    hint: value,
  }));
  const startsWith = (word: string, search: string): boolean => word.toLowerCase().startsWith(search.toLowerCase());
  const answer = await autocomplete<string>({
    message: "Platform",
    placeholder: "type to search",
    maxItems: 8,
    initialValue: Platform.Test,
    options,
    validate: (value) =>
      value === undefined ? `GALAXY does not list this platform. ${missingPlatformHint}` : undefined,
    filter: (search, { label, value }) => startsWith(value, search) || startsWith(label ?? "", search),
  });
  return parsePlatform(answered(answer));
}

async function askForTemplate(): Promise<TemplateName> {
  const options = templateNames.map((value) => ({ value, label: `${value}: ${templateSummaries[value]}` }));
  return answered(await select<TemplateName>({ message: "Template", options }));
}

function answered<T>(answer: T): Exclude<T, symbol> {
  if (isCancel(answer)) throw new CanceledError();
  return answer as Exclude<T, symbol>;
}
