import { defineConfig } from "@playwright/test";
import { demoServerArguments, demoServerVariables } from "./e2e/demo-server";

const port = Number(process.env.E2E_PORT ?? 3210);
const isRoot = process.getuid?.() === 0;
const chromium = process.env.CHROMIUM_PATH;

/** The browser tests. They run on the production build with their own database and demo data. */
export default defineConfig({
  testDir: "./e2e",
  forbidOnly: true,
  retries: 0,
  workers: 2,
  timeout: 30_000,
  use: {
    baseURL: `http://localhost:${port}`,
    locale: "en-US",
    timezoneId: "America/St_Johns",
    trace: "retain-on-failure",
    launchOptions: {
      ...(chromium && { executablePath: chromium }),
      args: isRoot ? ["--no-sandbox", "--disable-dev-shm-usage"] : [],
    },
  },
  webServer: {
    // With `exec` the server is a direct child of the test runner and exits with it.
    command: `${process.platform === "win32" ? "" : "exec "}node ${demoServerArguments("../../.data/end-to-end").join(" ")}`,
    url: `http://localhost:${port}/api/health`,
    reuseExistingServer: false,
    timeout: 180_000,
    stdout: "pipe",
    gracefulShutdown: { signal: "SIGTERM", timeout: 20_000 },
    env: demoServerVariables(port),
  },
});
