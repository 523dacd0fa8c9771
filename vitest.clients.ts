import { defineConfig } from "vitest/config";

/** Every set-up of a real client. Start it with `npm run clients`, which installs the clients first. */
export default defineConfig({
  test: {
    name: "clients",
    globalSetup: "./packages/db/src/testing/global-setup.ts",
    include: ["packages/clients/src/every-set-up.clients.ts"],
    testTimeout: 180_000,
    hookTimeout: 60_000,
  },
});
