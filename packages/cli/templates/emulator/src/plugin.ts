import { GalaxyPlugin, Platform } from "@galaxy-kit/sdk";
import { FormLogin } from "@galaxy-kit/settings";
import { Games } from "./games.js";
import { EmulatorSettings } from "./settings.js";

@GalaxyPlugin({ platform: Platform.Test, services: [Games] })
@FormLogin(EmulatorSettings)
export class EmulatorPlugin {}
