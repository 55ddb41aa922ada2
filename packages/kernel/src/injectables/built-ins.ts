import {
  Clock,
  CredentialStore,
  GalaxyClient,
  Lifetime,
  LoggedInUser,
  Logger,
  PersistentCache,
  PluginIdentity,
  type Provider,
  Secrets,
} from "@galaxy-kit/sdk";
import { Background, Contributions, Monitor, Sources } from "@galaxy-kit/sdk/internal";

/** The objects that every integration can inject. */
export interface BuiltIns {
  readonly galaxy: GalaxyClient;
  readonly cache: PersistentCache;
  readonly credentials: CredentialStore;
  readonly user: LoggedInUser;
  readonly log: Logger;
  readonly lifetime: Lifetime;
  readonly clock: Clock;
  readonly secrets: Secrets;
  readonly identity: PluginIdentity;
  readonly background: Background;
  readonly contributions: Contributions;
  readonly sources: Sources;
  readonly monitor: Monitor;
}

export function builtInProviders(builtIns?: BuiltIns): Provider[] {
  return [
    { provide: GalaxyClient, useValue: builtIns?.galaxy },
    { provide: PersistentCache, useValue: builtIns?.cache },
    { provide: CredentialStore, useValue: builtIns?.credentials },
    { provide: LoggedInUser, useValue: builtIns?.user },
    { provide: Logger, useValue: builtIns?.log },
    { provide: Lifetime, useValue: builtIns?.lifetime },
    { provide: Clock, useValue: builtIns?.clock },
    { provide: Secrets, useValue: builtIns?.secrets },
    { provide: PluginIdentity, useValue: builtIns?.identity },
    { provide: Background, useValue: builtIns?.background },
    { provide: Contributions, useValue: builtIns?.contributions },
    { provide: Sources, useValue: builtIns?.sources },
    { provide: Monitor, useValue: builtIns?.monitor },
  ];
}

/** The {@link Sources} of an integration without any. */
export class NoSources extends Sources {
  override readonly all = [];

  override find(): undefined {
    return undefined;
  }

  override hold(): () => void {
    return () => undefined;
  }
}
