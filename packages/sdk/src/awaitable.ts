/** A value, or a promise of one: every annotated method may be `async` or not. */
export type Awaitable<T> = T | Promise<T>;
