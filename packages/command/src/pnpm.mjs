import { readFileSync } from "node:fs";
import { basename } from "node:path";

/**
 * Returns the command that runs pnpm in the version that package.json names. pnpm does not have to be
 * installed, because npm downloads it.
 *
 * @param {string} checkout The folder of package.json.
 * @param {string[]} args
 */
export function pnpmCommand(checkout, args) {
  const { packageManager } = JSON.parse(readFileSync(`${checkout}/package.json`, "utf8"));
  const npmArgs = ["exec", "--yes", `--package=${packageManager}`, "--", "pnpm", ...args];
  const npmScript = process.env.npm_execpath || "";
  return basename(npmScript) === "npm-cli.js"
    ? { command: process.execPath, args: [npmScript, ...npmArgs], shell: false }
    : { command: "npm", args: npmArgs, shell: process.platform === "win32" };
}
