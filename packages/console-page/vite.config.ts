import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  // The page is served below a random token.
  base: "./",
  plugins: [react()],
  build: {
    target: "es2022",
    // The content security policy allows no inline scripts or styles.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // Bundled dependencies may be distributed only with their licenses.
    license: { fileName: "THIRD_PARTY_LICENSES.md" },
  },
});
