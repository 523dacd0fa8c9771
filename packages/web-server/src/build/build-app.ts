import { fork } from "node:child_process";
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Progress } from "@ai-cost/command";
import { takeLock } from "@ai-cost/command";
import { Refusal } from "@ai-cost/domain";
import { hashSources } from "./source-hash";

const PRELOAD = new URL("./leave-with-parent.mjs", import.meta.url).href;

/**
 * Builds the app of a checkout if the sources have changed since the last complete build. Only one
 * process builds in a checkout at a time. Throws a Refusal with the output of the build if the build
 * fails.
 */
export async function buildApp(checkout: string, progress: Progress): Promise<void> {
  const appFolder = join(checkout, "apps", "web");
  const release = await takeLock(`build:${checkout}`, () =>
    progress.say("Another build is running in this folder; waiting for it."),
  );
  try {
    const sources = hashSources(checkout);
    if (isBuilt(appFolder, sources)) return;
    rmSync(stampOf(appFolder), { force: true });
    await progress.step("Building the app", async () => {
      const next = createRequire(join(appFolder, "package.json")).resolve("next/dist/bin/next");
      await runBuild(appFolder, next, ["build"]);
      await runBuild(appFolder, join(appFolder, "build-server.mjs"));
    });
    writeFileSync(`${stampOf(appFolder)}.new`, sources);
    renameSync(`${stampOf(appFolder)}.new`, stampOf(appFolder));
  } finally {
    release();
  }
}

const stampOf = (appFolder: string) => join(appFolder, ".next", "source-hash");

function isBuilt(appFolder: string, sources: string): boolean {
  const stamp = stampOf(appFolder);
  const hasServer = existsSync(join(appFolder, "dist", "server.mjs"));
  return hasServer && existsSync(stamp) && readFileSync(stamp, "utf8") === sources;
}

function runBuild(appFolder: string, script: string, args: string[] = []): Promise<void> {
  const child = fork(script, args, {
    cwd: appFolder,
    execArgv: ["--import", PRELOAD],
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  const output: string[] = [];
  child.stdout?.on("data", (chunk) => output.push(String(chunk)));
  child.stderr?.on("data", (chunk) => output.push(String(chunk)));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    // The build has ended when `exit` is emitted. `close` may come much later, because a worker of the
    // build may hold the output open.
    child.on("exit", (exitCode) => exitCode === 0 && resolve());
    child.on("close", (exitCode) => {
      if (exitCode !== 0)
        reject(
          new Refusal(
            `${output.join("").trim()}\nThe app could not be built; the lines above say why.`,
          ),
        );
    });
  });
}
