/** An address that a login window visited. It may contain secrets. */
export interface LoginNavigation {
  readonly address: string;
  /** Whether the `end_uri_regex` matches it. */
  readonly matches: boolean;
  /** Why the login does not end there although it matches. */
  readonly ignored?: string;
}

/** The record of a navigation. Values in the address are masked, unless the client shows secrets. */
export interface LoginVisit extends LoginNavigation {
  /** Milliseconds since 1970. */
  readonly time: number;
  /** What the address was compared with. */
  readonly endUriRegex: string;
}
