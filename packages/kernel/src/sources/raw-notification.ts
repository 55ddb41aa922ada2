/** A notification in wire form. */
export interface RawNotification {
  readonly method: string;
  readonly params: object;
}
