import { boolean, flags, id, label, object, optional, unixSeconds } from "../codec/index.js";

/** How GALAXY learns whether the user has a subscription, combined with `|`. */
export enum SubscriptionDiscovery {
  /** The integration reports it in `owned`. */
  Automatic = 1,
  /** The user sets it in GALAXY's settings. */
  UserEnabled = 2,
}

const EITHER = SubscriptionDiscovery.Automatic | SubscriptionDiscovery.UserEnabled;

/** A subscription that the platform offers. */
export interface Subscription {
  /** Both the id and the name that GALAXY shows. */
  readonly subscriptionName: string;
  /** Whether the user has it. Omit it if unknown. */
  readonly owned?: boolean | undefined;
  /** When it ends, as Unix time in seconds. Requires `owned: true`. */
  readonly endTime?: number | undefined;
  /** Both ways by default. */
  readonly subscriptionDiscovery?: SubscriptionDiscovery | undefined;
}

export const subscription = object<Subscription>(
  "a Subscription",
  {
    subscriptionName: id,
    owned: optional(boolean),
    endTime: optional(unixSeconds),
    subscriptionDiscovery: optional(flags("SubscriptionDiscovery.Automatic and UserEnabled", EITHER, 1), EITHER),
  },
  {
    check: ({ owned, endTime }) =>
      endTime != null && owned !== true ? "with owned: true, because it has an endTime" : undefined,
  },
);

/** A game that comes with a subscription. */
export interface SubscriptionGame {
  readonly gameTitle: string;
  readonly gameId: string;
  /** When it joined the subscription, as Unix time in seconds. */
  readonly startTime?: number | undefined;
  /** When it leaves the subscription, as Unix time in seconds. */
  readonly endTime?: number | undefined;
}

export const subscriptionGame = object<SubscriptionGame>("a SubscriptionGame", {
  gameTitle: label,
  gameId: id,
  startTime: optional(unixSeconds),
  endTime: optional(unixSeconds),
});
