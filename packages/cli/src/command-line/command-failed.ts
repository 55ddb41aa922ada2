/** A failure that its message explains to the user: it is printed without a trace. */
export class CommandFailed extends Error {
  override readonly name: string = "CommandFailed";
  readonly exitCode: number = 1;
}

/** The command line cannot be understood. */
export class UsageError extends CommandFailed {
  override readonly name = "UsageError";
  override readonly exitCode = 2;
}
