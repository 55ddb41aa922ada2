/** Something that a page is told of. */
export interface Source {
  /** What the page has not been told yet, in messages that are made when they are taken. */
  news(): Iterable<string>;
}
