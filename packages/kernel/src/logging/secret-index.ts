/**
 * Secrets, grouped by their first characters: a search takes time with the length of a text, and not with the number of secrets.
 *
 * A worker gets the text of this class, so it can use nothing from outside.
 */
export class SecretIndex {
  /** As many secrets that begin alike are compared one by one. */
  readonly #maxCompared = 16;
  /** Secrets that begin with more equal characters, such as a long cookie and its beginning, are not grouped any further. */
  readonly #maxDepth = 64;
  /** Shorter secrets are masked only as whole words: otherwise every line would turn into asterisks. */
  readonly #maxWordLength = 5;
  #compared: string[] = [];
  #groups: Map<number, SecretIndex> | undefined;

  /** @param depth - how many characters all secrets have in common */
  constructor(private readonly depth = 0) {}

  /** Adds a secret that has not been added before. */
  add(secret: string): void {
    this.#compared.push(secret);
    if (!this.#groups && (this.#compared.length <= this.#maxCompared || this.depth === this.#maxDepth)) return;
    const secrets = this.#compared;
    this.#compared = [];
    for (const one of secrets) {
      if (one.length === this.depth) this.#compared.push(one);
      else this.#groupOf(one.charCodeAt(this.depth)).add(one);
    }
  }

  /** Removes a secret. */
  remove(secret: string): void {
    const position = this.#compared.indexOf(secret);
    if (position >= 0) {
      this.#compared.splice(position, 1);
      return;
    }
    const character = secret.charCodeAt(this.depth);
    const group = this.#groups?.get(character);
    group?.remove(secret);
    if (group?.isEmpty === true) this.#groups?.delete(character);
  }

  get isEmpty(): boolean {
    return this.#compared.length === 0 && (this.#groups?.size ?? 0) === 0;
  }

  /**
   * Masks every occurrence of the secrets. Overlapping occurrences become one mask. Returns only the beginning of the text if
   * `length` is less than its length; an occurrence that starts there and ends later is masked all the same.
   */
  mask(text: string, length = text.length): string {
    // The engine searches for a few secrets many times faster than the loop below does.
    if (!this.#groups && !this.#compared.some((secret) => text.includes(secret))) return text.slice(0, length);
    let masked = "";
    let done = 0;
    for (let start = 0; start < length; start++) {
      const end = this.#longestAt(text, start);
      if (end === start) continue;
      if (start >= done) masked += `${text.slice(done, start)}***`;
      done = Math.max(done, end);
    }
    return masked + text.slice(done, Math.max(done, length));
  }

  #groupOf(character: number): SecretIndex {
    this.#groups ??= new Map();
    // By its own name, the compiled class would refer to a variable next to it, which the worker does not have.
    const SameClass = this.constructor as typeof SecretIndex;
    const group = this.#groups.get(character) ?? new SameClass(this.depth + 1);
    this.#groups.set(character, group);
    return group;
  }

  /** Returns the end of the longest secret that starts at a position, or the position itself. */
  #longestAt(text: string, start: number, known = start): number {
    let end = known;
    for (const secret of this.#compared) {
      const last = start + secret.length;
      if (last > end && text.startsWith(secret, start) && this.#isOccurrence(text, start, last)) end = last;
    }
    const group = this.#groups?.get(text.charCodeAt(start + this.depth));
    return group ? group.#longestAt(text, start, end) : end;
  }

  #isOccurrence(text: string, start: number, end: number): boolean {
    const isPartOfWord = (character: string): boolean => /[\p{L}\p{N}]/u.test(character);
    return (
      end - start > this.#maxWordLength || (!isPartOfWord(text.charAt(start - 1)) && !isPartOfWord(text.charAt(end)))
    );
  }
}
