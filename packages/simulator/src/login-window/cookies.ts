import type { Cookie } from "@galaxy-kit/protocol";
import type { BrowserContext } from "playwright-core";

/** Gives the browser the cookies of a NextStep. One that it refuses is reported, and the login goes on without it. */
export async function setCookies(
  context: BrowserContext,
  cookies: readonly Cookie[],
  startUri: string,
  report: (message: string) => void,
): Promise<void> {
  const host = new URL(startUri).hostname;
  for (const { name, value, domain = host, path = "/" } of cookies) {
    try {
      // Browsers refuse these names without the mark, which a NextStep cannot give.
      await context.addCookies([{ name, value, domain, path, secure: /^__(?:Secure|Host)-/.test(name) }]);
    } catch (error) {
      const why = (error as Error).message.replace(/^[\w.]+: /, "");
      report(`the cookie ${JSON.stringify(name)} cannot be set for ${JSON.stringify(domain)}${path}: ${why}`);
    }
  }
}

/** All cookies that the browser has, of all hosts and paths, and those that pages cannot read. */
export async function collectCookies(context: BrowserContext): Promise<Cookie[]> {
  const cookies = await context.cookies();
  return cookies.map(({ name, value, domain, path }) => ({ name, value, domain, path }));
}
