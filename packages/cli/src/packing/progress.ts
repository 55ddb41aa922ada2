/** How much of a step is done, in bytes. */
export interface Amount {
  readonly done: number;
  readonly total: number;
}

/** Whoever wants to know what is going on. */
export interface PackProgress {
  /** Does the work, and tells how it is called while it goes on. */
  during<T>(step: string, work: (update: (amount: Amount) => void) => Promise<T>): Promise<T>;
}
