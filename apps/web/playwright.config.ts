import { defineConfig } from "@playwright/test";

const port = Number(process.env.E2E_PORT ?? 3210);
const isRoot = process.getuid?.() === 0;
const chromium = process.env.CHROMIUM_PATH;

/** A person's journeys on the production build, with a database and a demo story of their own. */
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
    // `exec`, so that the server's parent is this runner and it notices when that dies.
    command: `${process.platform === "win32" ? "" : "exec "}node ../../apps/cli/bin/ai-cost.mjs start --fresh-data ../../.data/end-to-end`,
    url: `http://localhost:${port}/api/health`,
    reuseExistingServer: false,
    timeout: 180_000,
    stdout: "pipe",
    gracefulShutdown: { signal: "SIGTERM", timeout: 20_000 },
    // Set to nothing, so that neither the shell's nor a .env file's operator database is touched.
    env: {
      DATABASE_URL: "",
      MIGRATION_DATABASE_URL: "",
      AUTH_SECRET: "",
      PUBLIC_URL: "",
      AUTH_ALLOW_SIGN_UP: "",
      HOST: "",
      PORT: String(port),
    },
  },
});
