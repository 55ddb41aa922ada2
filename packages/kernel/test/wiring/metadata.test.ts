import { Authenticate, GalaxyPlugin, Platform, PluginDefinitionError, Service } from "@galaxy-kit/sdk";
import { describe, expect, it } from "@jest/globals";
import { readDefinition } from "../../src/internal.js";

// As another compiler than tsc leaves it: decorated, and without a word about the constructor's parameters.
class Api {}
class Shop {
  constructor(readonly api: Api) {}
}
Service()(Shop);

@GalaxyPlugin({ platform: Platform.Test, services: [Shop] })
class ShopPlugin {
  @Authenticate()
  login() {
    return { userId: "me", userName: "Me" };
  }
}

describe("a class whose compiler has noted no types", () => {
  it("is told from one without a decorator", () => {
    expect(() => readDefinition(ShopPlugin)).toThrow(PluginDefinitionError);
    expect(() => readDefinition(ShopPlugin)).toThrow(/Shop: .*noted nothing[^]*"emitDecoratorMetadata"[^]*esbuild/);
  });
});
