import type { Platform } from "@galaxy-kit/protocol";

/** Which integration this is. Inject it where the variants of a project differ. */
export abstract class PluginIdentity {
  /** The platform whose games it adds. */
  abstract readonly platform: Platform;
  /** The name of the variant, such as `nes`; undefined without variants. */
  abstract readonly variant: string | undefined;
}
