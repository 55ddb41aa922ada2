import { type Awaitable, type Class, Inject, InstallGame, LaunchGame, Service, UninstallGame } from "@galaxy-kit/sdk";
import { type HandlerDecorator, NamedAfter, recordCompanion } from "@galaxy-kit/sdk/extend";
import { uri, type UriLaunch } from "./uri.js";

/** An address with the id of a game in it, such as `steam://install/{gameId}`. */
export type GameAddress = `${string}:${string}`;

/** What {@link LauncherAddresses} takes. */
export interface LauncherAddressesOptions<Owner extends object> {
  /** What to open to launch a game. Announces `LaunchGame`. */
  readonly launch?: GameAddress;
  /** What to open to install a game. Announces `InstallGame`. */
  readonly install?: GameAddress;
  /** What to open to uninstall a game. Announces `UninstallGame`. */
  readonly uninstall?: GameAddress;
  /** The id that the launcher has for a game, if it is not the one that GALAXY has. Gets the instance. */
  readonly idOf?: (owner: Owner, gameId: string) => Awaitable<string>;
  /** The page to open if the launcher is not installed: no program is registered for the scheme of the address. */
  readonly orElse?: `https://${string}`;
}

/** The commands that GALAXY can give for a game. */
const COMMANDS = { launch: LaunchGame, install: InstallGame, uninstall: UninstallGame };

/**
 * Launches, installs and uninstalls games with the addresses of another launcher, such as `steam://rungameid/440`. Announces the features
 * for which there is an address. Goes on the plugin class or on a service; a method of your own for one of these commands takes its place.
 *
 * `{gameId}` is replaced by the id, encoded. `@InstalledGames()` defines which processes are the game.
 *
 * @example
 * ```ts
 * @LauncherAddresses({
 *   launch: "steam://rungameid/{gameId}",
 *   install: "steam://install/{gameId}",
 *   uninstall: "steam://uninstall/{gameId}",
 *   orElse: "https://store.steampowered.com/about/",
 * })
 * @Service()
 * export class LocalSteam {}
 * ```
 *
 * @throws `TypeError` if an address has no scheme
 */
export function LauncherAddresses<Owner extends object>(
  options: LauncherAddressesOptions<Owner>,
): (target: Class<Owner>) => void {
  const { idOf = (_owner, gameId) => gameId, orElse } = options;
  const addresses = Object.entries(COMMANDS).flatMap(([command, decorator]) => {
    const address = options[command as keyof typeof COMMANDS];
    return address === undefined ? [] : [{ command, decorator, address: checked(address) }];
  });
  return (target) => {
    @Service()
    @NamedAfter("LauncherAddresses")
    class Commands {
      constructor(@Inject(target) readonly owner: Owner) {}
    }
    for (const { command, decorator, address } of addresses) {
      const method = async function (this: Commands, gameId: string): Promise<UriLaunch> {
        const id = encodeURIComponent(await idOf(this.owner, gameId));
        const launch = uri(address.replaceAll("{gameId}", () => id));
        return orElse === undefined ? launch : launch.orElse(orElse);
      };
      const descriptor = { value: method, configurable: true, writable: true };
      Object.defineProperty(Commands.prototype, command, descriptor);
      (decorator() as HandlerDecorator<typeof method>)(Commands.prototype, command, descriptor);
    }
    recordCompanion(target, Commands);
  };
}

function checked(address: string): string {
  new URL(address);
  return address;
}
