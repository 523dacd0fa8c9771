import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

/** An odd zone with a half hour, in which code that forgets UTC turns a test red. */
process.env.TZ = "America/St_Johns";

export const alias = { "@": fileURLToPath(new URL("./apps/web/src", import.meta.url)) };
export const exclude = [
  "**/node_modules/**",
  "**/.next/**",
  "**/dist/**",
  "**/.data/**",
  "**/*.bench.ts",
  "**/e2e/**",
];

const globalSetup = "./packages/db/src/testing/global-setup.ts";
const database = {
  globalSetup,
  setupFiles: "./packages/db/src/testing/tenant-predicates/set-up.ts",
};

/**
 * Files of one project share a worker's modules, which saves most of the time: a test must leave
 * nothing behind in a module. Two kinds run alone, one file at a time: `*.load.db.test.ts` hold time
 * limits while many clients work; `*.process.test.ts` start processes, and get a worker each.
 */
export default defineConfig({
  test: {
    maxWorkers: 2,
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        resolve: { alias },
        test: {
          name: "unit",
          include: ["{apps,packages}/**/*.test.ts"],
          exclude: [...exclude, "**/*.{db,citus,process}.test.ts"],
        },
      },
      {
        extends: true,
        plugins: [react()],
        resolve: { alias },
        test: {
          name: "component",
          environment: "jsdom",
          setupFiles: "./apps/web/src/testing/set-up.ts",
          include: ["apps/web/**/*.test.tsx"],
          exclude,
        },
      },
      {
        extends: true,
        resolve: { alias },
        test: {
          ...database,
          name: "database",
          include: ["{apps,packages}/**/*.db.test.ts"],
          exclude: [...exclude, "**/*.load.**"],
        },
      },
      {
        extends: true,
        resolve: { alias },
        test: {
          ...database,
          name: "load",
          include: ["{apps,packages}/**/*.load.*db.test.ts"],
          exclude,
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        resolve: { alias },
        test: {
          name: "process",
          globalSetup,
          include: ["{apps,packages}/**/*.process.test.ts"],
          exclude,
          isolate: true,
          fileParallelism: false,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
