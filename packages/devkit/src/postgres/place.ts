import { createHash, randomUUID } from "node:crypto";
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  renameSync,
  rmSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { Refusal } from "../refusal";
import { type Binaries, packagedBinaries, programPath } from "./binaries";
import { runProgram } from "./run-program";
import { chooseServerUser, type ServerUser } from "./server-user";

/** Where a server's data and binaries are, and whom it runs as (undefined: as ourselves). */
export interface Place {
  folder: string;
  binaries: Binaries;
  user: ServerUser | undefined;
}

/**
 * `folder` itself wherever the server's user can use it. As root that user may be kept out, by a
 * 0700 parent say; then data and a copy of the binaries live outside, under a name made from
 * `folder`, which is absolute and without symbolic links. Decided by trying; data that is already
 * in a usable place wins.
 */
export async function findPlace(folder: string): Promise<Place> {
  const binaries = packagedBinaries();
  const candidates = [folder, ...(process.getuid?.() === 0 ? foldersOutside(folder) : [])];
  const usable: Place[] = [];
  for (const candidate of candidates) {
    const user = chooseServerUser(candidate);
    if (user && !(await canUse(user, dirname(candidate)))) continue;
    if (existsSync(join(candidate, "cluster")))
      return complete({ folder: candidate, binaries, user });
    usable.push({ folder: candidate, binaries, user });
  }
  const [first] = usable;
  if (first) return complete(first);
  throw new Refusal(
    `No folder was found that the database server's user can use (tried ${candidates.join(", ")}): set DATABASE_URL, or run this as an ordinary user.`,
  );
}

function foldersOutside(folder: string): string[] {
  const hash = createHash("sha256").update(folder).digest("hex").slice(0, 16);
  return ["/var/lib", tmpdir()].map((parent) =>
    join(parent, "ai-cost-dashboard", hash, basename(folder)),
  );
}

/** Tries it: the user writes into a folder of theirs inside `parent`. */
async function canUse(user: ServerUser, parent: string): Promise<boolean> {
  const probe = join(parent, `.probe-${randomUUID()}`);
  try {
    makeOwnFolder(parent);
    mkdirSync(probe, { mode: 0o700 });
    chownSync(probe, user.uid, user.gid);
    const script = 'cd "$1" && : > written';
    const { exitCode } = await runProgram("/bin/sh", ["-c", script, "sh", probe], {
      user,
      cwd: "/",
    });
    return exitCode === 0;
  } catch {
    return false;
  } finally {
    rmSync(probe, { recursive: true, force: true });
  }
}

/** In a shared temp folder somebody else may have made ours first: theirs is not used. */
function makeOwnFolder(folder: string): void {
  if (!existsSync(folder)) {
    mkdirSync(folder, { recursive: true, mode: 0o755 });
    chmodSync(folder, 0o755);
  }
  for (const level of folder.includes("/ai-cost-dashboard/") ? [folder, dirname(folder)] : []) {
    if (lstatSync(level).uid !== 0) throw new Error(`${level} belongs to somebody else`);
  }
}

/** Makes sure that the user can run the binaries, with a copy beside the data if need be. */
async function complete(place: Place): Promise<Place> {
  const { binaries, user, folder } = place;
  if (!user || (await canRun(binaries.folder, user))) return place;
  const copy = join(dirname(folder), `binaries-${binaries.version}`);
  if (!existsSync(copy)) {
    const unfinished = `${copy}.${randomUUID()}`;
    cpSync(binaries.folder, unfinished, {
      recursive: true,
      verbatimSymlinks: true,
      filter: isNeeded,
    });
    await runProgram("/bin/chmod", ["-R", "a+rX", unfinished], { user: undefined, cwd: "/" });
    try {
      renameSync(unfinished, copy);
    } catch (error) {
      rmSync(unfinished, { recursive: true, force: true });
      if (!existsSync(copy)) throw error;
    }
  }
  return { ...place, binaries: { ...binaries, folder: copy } };
}

async function canRun(binariesFolder: string, user: ServerUser): Promise<boolean> {
  const { exitCode } = await runProgram(programPath(binariesFolder, "initdb"), ["--version"], {
    user,
    cwd: "/",
  });
  return exitCode === 0;
}

const isNeeded = (path: string) => !path.endsWith(".a");
