import type { Cookie } from "@galaxy-kit/protocol";
import type { BrowserContext } from "playwright-core";

/** Sets the cookies of a NextStep in the browser. A cookie that the browser rejects is reported, and the login continues. */
export async function setCookies(
  context: BrowserContext,
  cookies: readonly Cookie[],
  startUri: string,
  report: (message: string) => void,
): Promise<void> {
  const host = new URL(startUri).hostname;
  for (const { name, value, domain = host, path = "/" } of cookies) {
    try {
      // Browsers reject these names for cookies that are not secure, and a NextStep cannot mark them.
      await context.addCookies([{ name, value, domain, path, secure: /^__(?:Secure|Host)-/.test(name) }]);
    } catch (error) {
      const why = (error as Error).message.replace(/^[\w.]+: /, "");
      report(`the cookie ${JSON.stringify(name)} cannot be set for ${JSON.stringify(domain)}${path}: ${why}`);
    }
  }
}

/** Resolves to all cookies of the browser, for all hosts and paths, including those that pages cannot read. */
export async function collectCookies(context: BrowserContext): Promise<Cookie[]> {
  const cookies = await context.cookies();
  return cookies.map(({ name, value, domain, path }) => ({ name, value, domain, path }));
}
