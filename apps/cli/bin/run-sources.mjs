import { existsSync } from "node:fs";
import { join } from "node:path";
import { CHECKOUT, installMissing } from "./install.mjs";

/**
 * Installs missing packages, imports a TypeScript file of this checkout, calls its `run` in this process,
 * and exits with the code that `run` returns. For an error that has `isRefusal`, it prints only the
 * message, because such a message says what to do.
 *
 * @param {string} file The path of the file, relative to the root of the checkout.
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

/**
 * Loads `.env`. A variable that the environment has already keeps its value, even if that value is empty.
 */
function loadDotEnv() {
  const file = join(CHECKOUT, ".env");
  if (existsSync(file)) process.loadEnvFile(file);
}
