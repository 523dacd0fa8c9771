import { readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Returns the name and version of an installed package. `name` is the folder's name in `node_modules`,
 * which can be an alias.
 */
export function versionOf(name: string, folder: string): string {
  const manifest = JSON.parse(
    readFileSync(join(folder, "node_modules", name, "package.json"), "utf8"),
  );
  return `${manifest.name} ${manifest.version}`;
}
