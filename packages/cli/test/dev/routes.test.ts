import { describe, expect, it } from "@jest/globals";
import { renderRoutes } from "../../src/dev/routes.js";

const routes = [
  { method: "init_authentication", handler: "Login.login" },
  { method: "start_achievements_import", handler: "Library.achievements", feature: "ImportAchievements" },
];

describe("the table of routes", () => {
  it("names the method, the handler and the feature", () => {
    expect(renderRoutes(routes, 80)).toEqual([
      "Method                     Handler               Feature",
      "init_authentication        Login.login",
      "start_achievements_import  Library.achievements  ImportAchievements",
    ]);
  });

  it("omits the features on a narrow terminal", () => {
    expect(renderRoutes(routes, 60)).toEqual([
      "Method                     Handler",
      "init_authentication        Login.login",
      "start_achievements_import  Library.achievements",
    ]);
  });

  it("is empty without routes", () => {
    expect(renderRoutes([], 80)).toEqual([]);
  });
});
