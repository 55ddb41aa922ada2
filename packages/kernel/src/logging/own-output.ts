import { StringDecoder } from "node:string_decoder";
import { format, inspect } from "node:util";
import type { Logger, LogLevel } from "@galaxy-kit/sdk";

/** More than a log line keeps of a message. */
const MAX_LENGTH = 512 * 1024;

/**
 * Makes everything that the process prints part of the log, with secrets masked: console output, and what anything else writes to
 * the standard streams. A child process, a native module, and anything else that writes to the descriptors themselves goes past
 * them.
 */
export function ownOutput(log: Logger): void {
  // By default inspect() cuts strings at 10,000 characters, where the rest of a secret might be missing.
  inspect.defaultOptions.maxStringLength = MAX_LENGTH;
  ownConsole(log.named("console"));
  ownStream(process.stdout, log.named("stdout"), "info");
  ownStream(process.stderr, log.named("stderr"), "error");
}

/** The methods whose level the streams do not show. The others write to the streams. */
function ownConsole(log: Logger): void {
  console.debug = (...values) => {
    log.debug(format(...values));
  };
  console.log = console.info = (...values) => {
    log.info(format(...values));
  };
  console.warn = (...values) => {
    log.warn(format(...values));
  };
  console.error = (...values) => {
    log.error(format(...values));
  };
}

function ownStream(stream: NodeJS.WriteStream, log: Logger, level: LogLevel): void {
  const printed = new PrintedText((text) => {
    log[level](text);
  });
  stream._write = (chunk: string | Buffer, encoding, done) => {
    printed.add(typeof chunk === "string" ? Buffer.from(chunk, encoding) : chunk);
    done();
  };
  // Would be preferred for several chunks.
  Reflect.set(stream, "_writev", null);
  process.on("exit", () => {
    printed.end();
  });
}

/** Cuts printed text at the ends of lines: a secret that is written piece by piece must not be masked piece by piece. */
class PrintedText {
  readonly #decoder = new StringDecoder("utf8");
  /** The line that has not ended yet. */
  #line = "";

  constructor(private readonly print: (lines: string) => void) {}

  add(bytes: Buffer): void {
    const text = this.#decoder.write(bytes);
    const end = Math.max(text.lastIndexOf("\n"), text.lastIndexOf("\r"));
    if (end === -1) this.#append(text);
    else {
      this.#append(text.slice(0, end));
      this.end();
      this.#append(text.slice(end + 1));
    }
  }

  end(): void {
    const lines = this.#line.trimEnd();
    this.#line = "";
    if (lines !== "") this.print(lines);
  }

  /** The rest of an endless line is dropped, as the log would. */
  #append(text: string): void {
    if (this.#line.length < MAX_LENGTH) this.#line += text;
  }
}
