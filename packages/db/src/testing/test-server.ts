import { execFile } from "node:child_process";
import { join } from "node:path";
import { CHECKOUT } from "@ai-cost/command";
import { acquireEmbeddedPostgres, checkReachable } from "@ai-cost/local-postgres";

export interface TestServer {
  /** A superuser's address on a server where tests may create and drop databases. */
  url: string;
  release(): Promise<void>;
}

/**
 * Test data need not survive a crash, so the server does not wait for the disk. Two test files run at
 * the same time, and some tests open a connection for each of many writers.
 */
const SETTINGS = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  max_connections: "300",
};

/** The Postgres for tests: TEST_DATABASE_URL, or a container if a Docker engine runs, or the embedded one. */
export async function acquireTestServer(): Promise<TestServer> {
  const url = process.env.TEST_DATABASE_URL;
  if (url) {
    await checkReachable(url, "TEST_DATABASE_URL");
    return { url, release: async () => {} };
  }
  if (await hasDockerEngine()) return startContainer();
  return acquireEmbeddedPostgres({
    folder: join(CHECKOUT, ".data", "test", "postgres"),
    onProgress: (line) => console.error(line),
    settings: SETTINGS,
  });
}

/** Requests the engine's version, because a Docker client is often installed without an engine. */
function hasDockerEngine(): Promise<boolean> {
  return new Promise((resolve) => {
    const args = ["version", "--format", "{{.Server.Version}}"];
    execFile("docker", args, { timeout: 10_000 }, (error) => resolve(error === null));
  });
}

const PASSWORD = "only-for-tests";

async function startContainer(): Promise<TestServer> {
  const { GenericContainer, Wait } = await import("testcontainers");
  const settings = Object.entries(SETTINGS).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const container = await new GenericContainer("postgres:18.4")
    .withEnvironment({ POSTGRES_PASSWORD: PASSWORD })
    .withCommand(["postgres", ...settings])
    .withExposedPorts(5432)
    // The image logs this twice, because it starts a server for its own set-up first.
    .withWaitStrategy(Wait.forLogMessage("database system is ready to accept connections", 2))
    .start();
  const address = `${container.getHost()}:${container.getMappedPort(5432)}`;
  return {
    url: `postgres://postgres:${PASSWORD}@${address}/postgres`,
    release: async () => void (await container.stop()),
  };
}
