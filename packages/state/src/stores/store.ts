/** What a {@link Store} is doing. */
export interface StoreState {
  /** How many entries it has. */
  readonly size: number;
  /** How much it stores; for a store in GALAXY's cache, all stores together. */
  readonly bytes: number;
  /** Whether every change has been saved. */
  readonly isSaved: boolean;
  /** When it was last saved in this run, in milliseconds since 1970; for a store in GALAXY's cache, all stores together. */
  readonly savedAt: number | undefined;
  /** Why it could not be saved; undefined while that works. */
  readonly error: string | undefined;
  /** How many entries were dropped because they were damaged or did not fit their schema. */
  readonly dropped: number;
  /** How many entries a newer version of the integration has written. They are kept, but not visible. */
  readonly fromTheFuture: number;
}

/**
 * Values by key that outlive a run. Injected with {@link Persisted}.
 *
 * All methods return at once; changes are saved in the background. A store in GALAXY's cache is available after the handshake; before
 * that, every method throws a `NotReadyError`.
 */
export abstract class Store<T> {
  /** Where it is stored, and what deletes it. */
  abstract readonly location: string;

  /** For tools. */
  abstract readonly state: StoreState;

  /** How many entries it has. */
  abstract readonly size: number;

  /** Returns a value, or undefined. It is shared: to change it, set another one. */
  abstract get(key: string): T | undefined;
  /** Returns whether a key has a value. */
  abstract has(key: string): boolean;

  /**
   * Stores a value.
   *
   * @throws {@link InvalidValueError} if it does not fit the schema, or JSON would lose a part of it
   * @throws {@link StoreFullError} if there is no room for it; the message names the largest keys
   */
  abstract set(key: string, value: T): void;

  /** Deletes an entry. Returns whether there was one. */
  abstract delete(key: string): boolean;
  /** Deletes all entries that are visible. */
  abstract clear(): void;
  /** Yields all entries, those that were used last at the end. */
  abstract entries(): Iterable<readonly [key: string, value: T]>;
}
