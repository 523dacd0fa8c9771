import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const SKIPPED =
  /^(node_modules|\.next|dist|\.turbo|e2e|testing|test-results|playwright-report|next-env\.d\.ts)$|\.(test|bench)\.tsx?$|^\.env/;
const SHARED_FILES = ["pnpm-lock.yaml", "tsconfig.base.json"];

/**
 * Returns a hash of everything that a build of the app reads: the app, the packages that it imports, and
 * the lockfile.
 */
export function hashSources(checkout: string): string {
  const hash = createHash("sha256").update(process.version);
  const files = importedFolders(checkout, "apps/web").flatMap((folder) =>
    listFiles(checkout, folder),
  );
  for (const file of [...SHARED_FILES, ...files]) {
    hash.update(`\0${file}\0`).update(readFileSync(join(checkout, file)));
  }
  return hash.digest("hex");
}

/**
 * Returns `folder` and the folders of all packages that it imports, directly or through other packages,
 * in sorted order.
 */
function importedFolders(checkout: string, folder: string, found = new Set<string>()): string[] {
  found.add(folder);
  const { dependencies = {} } = JSON.parse(
    readFileSync(join(checkout, folder, "package.json"), "utf8"),
  ) as { dependencies?: Record<string, string> };
  for (const [name, version] of Object.entries(dependencies)) {
    if (!version.startsWith("workspace:")) continue;
    const imported = `packages/${name.replace(/^@[^/]+\//, "")}`;
    if (!found.has(imported)) importedFolders(checkout, imported, found);
  }
  return [...found].sort();
}

function listFiles(checkout: string, folder: string): string[] {
  return readdirSync(join(checkout, folder), { withFileTypes: true })
    .filter(({ name }) => !SKIPPED.test(name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`;
      return entry.isDirectory() ? listFiles(checkout, path) : [path];
    });
}
