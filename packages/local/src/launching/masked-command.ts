/** An option whose value is a secret: `--token abc`, `-password=abc`. */
const SECRET_OPTION =
  /^[-/]{1,2}[\w-]*(?:pass(?:word|wd)?|token|secret|auth|key|ticket|session)[\w-]*(?<value>[=:].*)?$/i;

/** Returns a command line for the log, without the values of options that look like secrets. */
export function maskedCommand(command: readonly string[]): string {
  let isSecret = false;
  const texts = command.map((argument) => {
    const wasSecret = isSecret;
    const match = SECRET_OPTION.exec(argument);
    isSecret = match !== null && match.groups?.["value"] === undefined;
    if (wasSecret && !match) return "***";
    return match?.groups?.["value"] === undefined
      ? argument
      : argument.slice(0, -match.groups["value"].length + 1) + "***";
  });
  return texts.map((text) => (/[\s"]/.test(text) ? JSON.stringify(text) : text)).join(" ");
}
