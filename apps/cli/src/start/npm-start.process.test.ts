import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { CHECKOUT, freePort } from "@ai-cost/command";
import { afterAll, afterEach, expect, test, vi } from "vitest";

// The time limit is long because `npm start` builds the app if the sources have changed.
vi.setConfig({ testTimeout: 300_000 });

const folder = join(CHECKOUT, ".data", "test", "start");
const started: ChildProcess[] = [];

afterEach(() => {
  for (const child of started.splice(0)) signalGroup(child, "SIGKILL");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/**
 * Sends a signal to a group of processes, as a terminal does for Ctrl-C. It ignores the error if the
 * processes have ended already.
 */
function signalGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (pid) process.kill(-pid, signal);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}

/** Runs `npm start` with a data folder of its own, and resolves when the server is ready. */
async function npmStart(port: number) {
  const environment = { ...process.env, PORT: String(port), DATABASE_URL: "", TZ: "UTC" };
  const child = spawn("npm", ["start", "--", "--fresh-data", folder], {
    cwd: CHECKOUT,
    env: { ...environment, NODE_ENV: "production", AUTH_SECRET: "", PUBLIC_URL: "", HOST: "" },
    stdio: ["ignore", "pipe", "inherit"],
    detached: true,
  });
  started.push(child);
  const lines: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line);
    if (line.startsWith("Ready on")) break;
  }
  return { child, lines };
}

const health = (port: number) =>
  fetch(`http://localhost:${port}/api/health`).then(
    async (response) => ({ status: response.status, body: await response.json() }),
    () => null,
  );

async function hasStopped(port: number): Promise<boolean> {
  for (let attempt = 0; attempt < 150; attempt += 1) {
    if ((await health(port)) === null) return true;
    await sleep(100);
  }
  return false;
}

test.each([
  ["a SIGTERM to npm alone", (npm: ChildProcess) => npm.kill("SIGTERM")],
  ["a Ctrl-C", (npm: ChildProcess) => signalGroup(npm, "SIGINT")],
])("npm start serves, and %s stops the server", async (_, stop) => {
  const port = await freePort();
  const { child, lines } = await npmStart(port);
  expect(lines.at(-1)).toBe(`Ready on http://localhost:${port}`);
  expect(await health(port)).toEqual({ status: 200, body: { status: "ok" } });
  const exited = once(child, "exit");
  stop(child);
  await exited;
  expect(await hasStopped(port)).toBe(true);
});

test("a port that is taken is one sentence and exit code 1, before anything slow", async () => {
  const port = await freePort();
  const holder = createServer().listen(port, "127.0.0.1");
  await once(holder, "listening");
  const child = spawn("npm", ["start", "--silent"], {
    cwd: CHECKOUT,
    env: { ...process.env, PORT: String(port), DATABASE_URL: "" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stderr = "";
  child.stderr.on("data", (chunk) => {
    stderr += chunk;
  });
  const [exitCode] = await once(child, "exit");
  holder.close();
  expect(exitCode).toBe(1);
  expect(stderr.trim()).toMatch(new RegExp(`^[^\\n]*${port}[^\\n]*$`));
});
