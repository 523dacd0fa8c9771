import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { takeLock } from "../../../packages/command/src/machine-lock.mjs";
import { pnpmCommand } from "../../../packages/command/src/pnpm.mjs";

export const CHECKOUT = realpathSync(
  join(dirname(fileURLToPath(import.meta.url)), "..", "..", ".."),
);
const STAMP = join(CHECKOUT, "node_modules", ".installed");
// The installation trusts the lockfile, as it trusts the code of the checkout. pnpm checks the age and
// the publisher of each version when the lockfile changes. To check them here as well would double the
// download.
const INSTALL = ["install", "--frozen-lockfile", "--trust-lockfile", "--reporter=append-only"];

/**
 * Lines of pnpm that ask the reader for nothing: packages that name a newer Node than ours, on which the
 * tests show that they run, and tips for agents.
 */
const NOISE = /Unsupported engine|Agent skills awaiting|"pnpm approve"/;

/** Installs the locked packages if the lockfile or a manifest has changed since the last installation. */
export async function installMissing() {
  if (isInstalled()) return;
  const release = await takeLock(`install:${CHECKOUT}`, () =>
    console.error("Another install is running in this folder; waiting for it."),
  );
  try {
    if (isInstalled()) return;
    const installed = manifestsHash();
    const startedAtMs = Date.now();
    console.error("Installing packages; the first time takes about a minute.");
    const exitCode = await runPnpm(INSTALL);
    if (exitCode !== 0) {
      throw refusal(
        "The packages could not be installed; the lines above say why. Check the network; if you have changed a package.json, run `pnpm install` first.",
      );
    }
    mkdirSync(dirname(STAMP), { recursive: true });
    writeFileSync(STAMP, installed);
    console.error(`Installing packages: ${((Date.now() - startedAtMs) / 1000).toFixed(1)} s`);
  } finally {
    release();
  }
}

function isInstalled() {
  return existsSync(STAMP) && readFileSync(STAMP, "utf8") === manifestsHash();
}

function manifestsHash() {
  const hash = createHash("sha256").update(`${process.platform}-${process.arch}`);
  for (const file of manifests())
    hash.update(`\0${file}\0`).update(readFileSync(join(CHECKOUT, file)));
  return hash.digest("hex");
}

function manifests() {
  const packages = ["apps", "packages"]
    .flatMap((folder) => readdirSync(join(CHECKOUT, folder)).map((name) => `${folder}/${name}`))
    .map((folder) => `${folder}/package.json`)
    .filter((file) => existsSync(join(CHECKOUT, file)));
  return ["package.json", "pnpm-lock.yaml", "pnpm-workspace.yaml", ...packages.sort()];
}

function runPnpm(pnpmArgs) {
  const { command, args, shell } = pnpmCommand(CHECKOUT, pnpmArgs);
  // With NODE_ENV=production, pnpm would not install the development dependencies that the build needs.
  const env = { ...process.env, NODE_ENV: "development" };
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: CHECKOUT,
      env,
      shell,
      stdio: ["ignore", "pipe", "pipe"],
    });
    for (const output of [child.stdout, child.stderr])
      createInterface({ input: output }).on("line", (line) => {
        if (!NOISE.test(line)) console.error(line);
      });
    child.on("error", () =>
      reject(refusal("npm was not found; it comes with Node, so install Node again.")),
    );
    child.on("close", resolve);
  });
}

function refusal(message) {
  return Object.assign(new Error(message), { isRefusal: true });
}
