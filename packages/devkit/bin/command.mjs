import { existsSync } from "node:fs";
import { join } from "node:path";
import { CHECKOUT, installMissing } from "./install.mjs";

const COMMANDS = [
  "start",
  "build",
  "test",
  "import",
  "prices",
  "ledger",
  "accounts",
  "backup",
  "restore",
  "distribute",
  "bench",
  "faults",
];

/**
 * Installs what is missing, then runs `src/commands/<name>.ts` in this same process and leaves with
 * its exit code. An error with `isRefusal` is something a person can act on: its message is all
 * that is printed.
 *
 * @param {string[]} argv
 */
export async function runCommand([name, ...rest]) {
  if (!COMMANDS.includes(name)) {
    console.error(`Unknown command "${name || ""}". There are: ${COMMANDS.join(", ")}.`);
    process.exit(1);
  }
  try {
    loadDotEnv();
    await installMissing();
    const { register } = await import("tsx/esm/api");
    register();
    const { run } = await import(`../src/commands/${name}.ts`);
    process.exit(await run(rest));
  } catch (error) {
    console.error(error?.isRefusal ? error.message : error);
    process.exit(1);
  }
}

/** What the real environment sets, even to nothing, wins. */
function loadDotEnv() {
  const file = join(CHECKOUT, ".env");
  if (existsSync(file)) process.loadEnvFile(file);
}
