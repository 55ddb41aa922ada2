/** An option that cannot work. */
export class OptionError extends TypeError {
  /**
   * @param what - what is wrong: `timeout is "soon"`
   * @param remedy - what to do, as a sentence
   */
  constructor(
    readonly what: string,
    readonly remedy: string,
  ) {
    super(`${what}. ${remedy}`);
  }
}
