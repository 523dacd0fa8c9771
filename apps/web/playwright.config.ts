import { defineConfig } from "@playwright/test";

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
    command: `${process.platform === "win32" ? "" : "exec "}node ../../apps/cli/bin/ai-cost.mjs start --fresh-data ../../.data/end-to-end`,
    url: `http://localhost:${port}/api/health`,
    reuseExistingServer: false,
    timeout: 180_000,
    stdout: "pipe",
    gracefulShutdown: { signal: "SIGTERM", timeout: 20_000 },
    // An empty value takes precedence over the shell and the .env file, so the tests never use an
    // operator's database.
    env: {
      DATABASE_URL: "",
      MIGRATION_DATABASE_URL: "",
      AUTH_SECRET: "",
      PUBLIC_URL: "",
      AUTH_ALLOW_SIGN_UP: "",
      // The receiver of a test listens on this machine.
      ALLOW_PRIVATE_WEBHOOKS: "true",
      HOST: "",
      PORT: String(port),
    },
  },
});
