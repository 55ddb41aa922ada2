/** Numbers to type: a game keeps its number for as long as the programme runs, whatever comes or goes around it. */
export class Numbering {
  readonly #ids: string[] = [];

  /** Gives the next number to an id that has none yet. */
  readonly of = (id: string): number => {
    const index = this.#ids.indexOf(id);
    return index === -1 ? this.#ids.push(id) : index + 1;
  };

  /** The id that has a number. */
  idOf(number: number): string | undefined {
    return this.#ids[number - 1];
  }
}
