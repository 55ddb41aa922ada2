/** A value or a promise of it: a handler may be `async` or not. */
export type Awaitable<T> = T | Promise<T>;
