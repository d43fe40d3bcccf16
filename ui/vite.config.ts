import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";

export default defineConfig(({ mode }) => ({
  plugins: [svelte()],
  // Tauri shows the Rust compiler's messages in the same terminal.
  clearScreen: false,
  server: { port: 1420, strictPort: true },
  // The window's policy allows no data: URIs, so fonts and pictures stay files.
  build: {
    target: "safari17.5",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // How long each plugin took belongs into no log of a test.
    rolldownOptions: { checks: { pluginTimings: false } },
  },
  // Svelte has a build for servers; the tests need the one for windows.
  resolve: mode === "test" ? { conditions: ["browser"] } : {},
  test: { environment: "happy-dom", include: ["src/**/*.test.ts"] },
}));
