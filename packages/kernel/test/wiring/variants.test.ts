import { Authenticate, GalaxyPlugin, Platform, PluginIdentity, Service } from "@galaxy-kit/sdk";
import { startTestPlugin } from "@galaxy-kit/testing";
import { describe, expect, it } from "@jest/globals";
import { diagnosticsOf } from "../support/diagnostics.js";

@Service()
class Login {
  constructor(readonly identity: PluginIdentity) {}

  @Authenticate()
  login() {
    return { userId: "1", userName: this.identity.variant ?? "none" };
  }
}

@GalaxyPlugin({
  services: [Login],
  variants: {
    nes: { platform: Platform.NintendoEntertainmentSystem, guid: "1", name: "Cartridges: NES" },
    n64: { platform: Platform.Nintendo64, guid: "2", name: "Cartridges: N64" },
  },
})
class Cartridges {}

describe("an integration with variants", () => {
  it.each([
    { variant: undefined, running: "nes", platform: "nes" },
    { variant: "n64", running: "n64", platform: "n64" },
  ])("started as $variant is $running", async ({ variant, running, platform }) => {
    const galaxy = await startTestPlugin(Cartridges, variant === undefined ? {} : { variant });
    expect(await galaxy.authenticate()).toEqual({ userId: "1", userName: running });
    expect(await galaxy.request("get_capabilities", {})).toMatchObject({ platform_name: platform });
    await galaxy.close();
  });

  it("cannot be started as one that it does not have", () => {
    return expect(startTestPlugin(Cartridges, { variant: "snes" })).rejects.toThrow(
      /the variant "snes" does not exist\s+└ Use one of nes, n64\./,
    );
  });

  it("needs at least one", () => {
    @GalaxyPlugin({ services: [Login], variants: {} })
    class Nothing {}
    expect(diagnosticsOf(Nothing)).toEqual([
      expect.objectContaining({ subject: "Nothing", message: "variants of @GalaxyPlugin() has no entry" }),
    ]);
  });
});
