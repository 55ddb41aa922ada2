/** One kind of update for one page. */
export interface UpdateSource {
  /** Yields the messages that the page has not received yet. Each is created when it is taken. */
  pending(): Iterable<string>;
}
