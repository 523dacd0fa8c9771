import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The name and version of a package that is installed in a folder, also under another name. */
export function versionOf(name: string, folder: string): string {
  const manifest = JSON.parse(
    readFileSync(join(folder, "node_modules", name, "package.json"), "utf8"),
  );
  return `${manifest.name} ${manifest.version}`;
}
