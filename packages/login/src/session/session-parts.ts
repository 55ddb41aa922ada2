import { HttpContext } from "@galaxy-kit/http";
import { Clock, CredentialStore, GalaxyClient, Lifetime, Logger, Secrets, Service } from "@galaxy-kit/sdk";
import { Accounts, Background, Monitor } from "@galaxy-kit/sdk/extend";
import { DataFolder } from "@galaxy-kit/state";
import { SessionEnd } from "./session-end.js";

/** What every session needs of the framework. */
@Service()
export class SessionParts {
  constructor(
    readonly credentials: CredentialStore,
    readonly galaxy: GalaxyClient,
    readonly clock: Clock,
    readonly lifetime: Lifetime,
    readonly background: Background,
    readonly monitor: Monitor,
    readonly log: Logger,
    readonly secrets: Secrets,
    readonly end: SessionEnd,
    readonly folder: DataFolder,
    readonly accounts: Accounts,
    /** Created earlier than a session, so that connections close later: one may bring new tokens. */
    _connections: HttpContext,
  ) {}
}
