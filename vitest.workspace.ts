import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

/** An odd zone with a half hour: a forgotten UTC shows as a red test. */
process.env.TZ = "America/St_Johns";

export const alias = { "@": fileURLToPath(new URL("./apps/web/src", import.meta.url)) };
export const exclude = [
  "**/node_modules/**",
  "**/.next/**",
  "**/.data/**",
  "**/*.bench.ts",
  "**/e2e/**",
];

export default defineConfig({
  test: {
    globalSetup: "./packages/db/src/testing/global-setup.ts",
    projects: [
      {
        resolve: { alias },
        test: {
          name: "unit",
          include: ["{apps,packages}/**/*.test.ts"],
          exclude: [...exclude, "**/*.{db,citus}.test.ts"],
        },
      },
      {
        plugins: [react()],
        resolve: { alias },
        test: {
          name: "component",
          environment: "jsdom",
          include: ["apps/web/**/*.test.tsx"],
          exclude,
        },
      },
      {
        resolve: { alias },
        test: {
          name: "database",
          setupFiles: "./packages/db/src/testing/tenant-predicates/set-up.ts",
          include: ["{apps,packages}/**/*.db.test.ts"],
          exclude,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
