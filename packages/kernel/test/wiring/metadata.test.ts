import { Authenticate, GalaxyPlugin, Platform, PluginDefinitionError, Service } from "@galaxy-kit/sdk";
import { describe, expect, it } from "@jest/globals";
import { readDefinition } from "../../src/internal.js";

// The output of some compilers other than tsc: decorated, but without metadata about constructor parameters.
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

describe("a class whose compiler emitted no type metadata", () => {
  it("is distinguished from a class without a decorator", () => {
    expect(() => readDefinition(ShopPlugin)).toThrow(PluginDefinitionError);
    expect(() => readDefinition(ShopPlugin)).toThrow(
      /Shop: .*no type metadata was emitted[^]*"emitDecoratorMetadata"[^]*esbuild/,
    );
  });
});
