import { defineConfig } from "vitest/config";
import { readSettings } from "./packages/faults/src/runner/settings.ts";

const isShort = readSettings().scale === "short";

/**
 * The fault suite. Start it with `npm run faults`, which builds the app first. The short form has two
 * workers, each with an environment of its own. The other forms measure, so they have the machine to
 * themselves: one case runs at a time.
 */
export default defineConfig({
  test: {
    name: "faults",
    include: ["packages/faults/src/cases/**/*.fault.ts"],
    isolate: false,
    maxWorkers: isShort ? 2 : 1,
    testTimeout: isShort ? 900_000 : 0,
    teardownTimeout: 60_000,
  },
});
