/** A value does not fit the schema of its store, or JSON would lose a part of it. Nothing was stored. */
export class InvalidValueError extends TypeError {
  override readonly name = "InvalidValueError";
}

/** A store is too large. Nothing was stored. */
export class StoreFullError extends RangeError {
  override readonly name = "StoreFullError";
}
