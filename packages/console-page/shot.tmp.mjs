import { chromium } from "playwright-core";
const [,, out, theme, w, h, full, ...paths] = process.argv;
const b = await chromium.launch({ executablePath: "/usr/bin/chromium", args:["--no-sandbox"] });
const p = await b.newPage({ viewport:{width:+w,height:+h}, colorScheme: theme });
for (const path of paths) {
  await p.goto("http://localhost:4399/galaxy-kit/"+path, {waitUntil:"networkidle"});
  const overflow = await p.evaluate(()=>document.documentElement.scrollWidth-innerWidth);
  console.log(path, "overflow", overflow);
  await p.screenshot({ path: `${out}/${path.replaceAll("/","_")||"home"}-${theme}-${w}.png`, fullPage: full==="1" });
}
await b.close();
