const NAME = String.raw`[\w.-]*(?:pass(?:word|wd)?|token|secret|auth|key|ticket|session)[\w.-]*`;
/** An option whose value is a secret: `--token abc`, `-password=abc`, `+password abc`. */
const OPTION = new RegExp(`^(?:[-+]{1,2}|/)${NAME}(?<value>[=:].*)?$`, "is");
/** A secret in an assignment or an address: `token=abc`, `game://start?ticket=abc&level=3`. */
const ASSIGNMENT = new RegExp(`(?<before>(?:^|[?&#;,\\s])${NAME}=)[^&#;,\\s]+`, "gi");

/** Returns a command line for the log, without the values of arguments that look like secrets. */
export function maskedCommand(command: readonly string[]): string {
  let isSecret = false;
  const texts = command.map((argument) => {
    const wasSecret = isSecret;
    const option = OPTION.exec(argument);
    const value = option?.groups?.["value"];
    isSecret = option !== null && value === undefined;
    if (wasSecret && !option) return "***";
    if (value !== undefined) return `${argument.slice(0, 1 - value.length)}***`;
    return argument.replace(ASSIGNMENT, "$<before>***");
  });
  return texts.map((text) => (/[\s"]/.test(text) ? JSON.stringify(text) : text)).join(" ");
}
