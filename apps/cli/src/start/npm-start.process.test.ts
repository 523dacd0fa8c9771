import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { CHECKOUT, freePort } from "@ai-cost/command";
import { afterAll, afterEach, expect, test, vi } from "vitest";

// The first of them may have to build the app.
vi.setConfig({ testTimeout: 300_000 });

const folder = join(CHECKOUT, ".data", "test", "start");
const started: ChildProcess[] = [];

afterEach(() => {
  for (const child of started.splice(0)) signalGroup(child, "SIGKILL");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What a terminal does; a group that is gone already is what the tests want. */
function signalGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (pid) process.kill(-pid, signal);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}

/** `npm start` as a person runs it, with data of its own; answers once it says that it is ready. */
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

const answers = (port: number) =>
  fetch(`http://localhost:${port}/api/health`).then(
    async (answer) => ({ status: answer.status, body: await answer.json() }),
    () => null,
  );

async function isQuiet(port: number): Promise<boolean> {
  for (let attempt = 0; attempt < 150; attempt += 1) {
    if ((await answers(port)) === null) return true;
    await sleep(100);
  }
  return false;
}

test.each([
  ["a SIGTERM to npm alone", (npm: ChildProcess) => npm.kill("SIGTERM")],
  ["a Ctrl-C", (npm: ChildProcess) => signalGroup(npm, "SIGINT")],
])("npm start serves, and %s takes the server along", async (_, stop) => {
  const port = await freePort();
  const { child, lines } = await npmStart(port);
  expect(lines.at(-1)).toBe(`Ready on http://localhost:${port}`);
  expect(await answers(port)).toEqual({ status: 200, body: { status: "ok" } });
  const exited = once(child, "exit");
  stop(child);
  await exited;
  expect(await isQuiet(port)).toBe(true);
});

test("a taken port is one sentence and exit 1, before anything slow", async () => {
  const port = await freePort();
  const holder = createServer().listen(port, "127.0.0.1");
  await once(holder, "listening");
  const child = spawn("npm", ["start", "--silent"], {
    cwd: CHECKOUT,
    env: { ...process.env, PORT: String(port), DATABASE_URL: "" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  child.stderr.on("data", (chunk) => {
    said += chunk;
  });
  const [exitCode] = await once(child, "exit");
  holder.close();
  expect(exitCode).toBe(1);
  expect(said.trim()).toMatch(new RegExp(`^[^\\n]*${port}[^\\n]*$`));
});
