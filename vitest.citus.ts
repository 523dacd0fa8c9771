import { defineConfig } from "vitest/config";
import { alias, exclude } from "./vitest.workspace.ts";

/** The database tests on a cluster, whose coordinator TEST_DATABASE_URL names: CI has none. */
export default defineConfig({
  resolve: { alias },
  test: {
    name: "citus",
    globalSetup: "./packages/db/src/testing/global-setup.ts",
    setupFiles: "./packages/db/src/testing/tenant-predicates/set-up.ts",
    include: ["{apps,packages}/**/*.{db,citus}.test.ts"],
    exclude: [...exclude, "**/*.postgres.db.test.ts"],
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
});
