import { expect, it } from "@jest/globals";
import { describeInBrowser } from "./support/browser.js";
import { openConsole } from "./support/console.js";

const GAMES = 50_000;
/** The visible cards and a few rows around them, and the rest of the page. */
const MAX_ELEMENTS = 2_500;

describeInBrowser("the page with 50,000 games", () => {
  it("renders few elements at any scroll position, and finds one game among all of them", async () => {
    // Other imports would send 50,000 messages each and change nothing here.
    const features = ["ImportOwnedGames", "ImportInstalledGames"];
    const { page, client } = await openConsole({ games: GAMES, features });
    const games = page.getByRole("listbox", { name: "Games" });
    await games.getByRole("option").first().waitFor();
    await client.importsDone(80_000);
    await page.getByRole("button", { name: /^All 4\d,\d{3}$/ }).waitFor();

    const scrolled = await games.evaluate(async (list) => {
      const counts: number[] = [];
      let blank = 0;
      for (let step = 0; step <= 20; step++) {
        list.scrollTop = (list.scrollHeight / 20) * step;
        await new Promise(requestAnimationFrame);
        await new Promise(requestAnimationFrame);
        const { left, top, height } = list.getBoundingClientRect();
        // The first column has a card here, or the gap between two cards.
        const cards = [0.4, 0.6].map((share) =>
          document.elementFromPoint(left + 60, top + height * share)?.closest("[role=option]"),
        );
        if (cards.every((card) => !card)) blank++;
        counts.push(document.querySelectorAll("*").length);
      }
      return { most: Math.max(...counts), blank };
    });
    expect(scrolled.most).toBeLessThan(MAX_ELEMENTS);
    expect(scrolled.blank).toBe(0);

    await page.getByRole("searchbox", { name: "Search games" }).fill("zero kelvin 4100");
    await page.getByText("1 game", { exact: true }).waitFor();
    await games.getByRole("option").click();
    await page
      .getByRole("complementary", { name: "Details of Zero Kelvin 4100" })
      .getByText("ID", { exact: true })
      .waitFor();
  });
});
