import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  // The page is served below a path that changes with each start.
  base: "./",
  plugins: [react()],
  build: {
    target: "es2022",
    // The page's policy allows files of its own origin, and nothing inline.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // What is bundled may be passed on with its licence only.
    license: { fileName: "THIRD_PARTY_LICENSES.md" },
  },
});
