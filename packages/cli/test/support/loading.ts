function dataUrl(code: string): string {
  return `data:text/javascript,${encodeURIComponent(code)}`;
}

/** Makes Node report on stderr each module that it loads from one of these folders. Processes that it starts do the same. */
export function reportsLoading(...folders: readonly string[]): NodeJS.ProcessEnv {
  const hooks = `
    import { writeSync } from "node:fs";
    export async function load(url, context, next) {
      if (/[/](${folders.join("|")})[/]/.test(url)) writeSync(2, "loaded " + url + "\\n");
      return await next(url, context);
    }`;
  const register = `import { register } from "node:module"; register(${JSON.stringify(dataUrl(hooks))});`;
  return { NODE_OPTIONS: `--import ${dataUrl(register)}` };
}
