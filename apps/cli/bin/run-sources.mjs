import { existsSync } from "node:fs";
import { join } from "node:path";
import { CHECKOUT, installMissing } from "./install.mjs";

/**
 * Installs missing packages, calls `run` of a TypeScript file of this checkout in this process, and
 * exits with the code that it returns. It prints only the message of an error that has `isRefusal`,
 * because such a message says what to do.
 *
 * @param {string} file Its path from the root of the checkout.
 * @param {string[]} argv
 */
export async function runSources(file, argv) {
  try {
    loadDotEnv();
    await installMissing();
    const { register } = await import("tsx/esm/api");
    register();
    const { run } = await import(join(CHECKOUT, file));
    process.exit(await run(argv));
  } catch (error) {
    console.error(error?.isRefusal ? error.message : error);
    process.exit(1);
  }
}

/** A variable of the environment wins over `.env`, even if it is empty. */
function loadDotEnv() {
  const file = join(CHECKOUT, ".env");
  if (existsSync(file)) process.loadEnvFile(file);
}
