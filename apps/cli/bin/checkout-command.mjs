import { existsSync } from "node:fs";
import { join } from "node:path";
import { CHECKOUT, installMissing } from "./install.mjs";

/**
 * Installs what is missing, then calls `run` of a TypeScript file of this checkout in this same
 * process and exits with the code that it returns. An error with `isRefusal` is something a person
 * can act on: its message is all that is printed.
 *
 * @param {string} file From the checkout's root.
 * @param {string[]} argv
 */
export async function runFile(file, argv) {
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

/** A variable that the environment sets, even to nothing, wins over `.env`. */
function loadDotEnv() {
  const file = join(CHECKOUT, ".env");
  if (existsSync(file)) process.loadEnvFile(file);
}
