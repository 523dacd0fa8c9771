import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { Refusal } from "@ai-cost/domain";
import { type Binaries, copyBinaries, packagedBinaries } from "./binaries";
import { chooseServerUser, type ServerUser } from "./server-user";
import { canRun, canWriteInside } from "./server-user-access";

/** The folders of a server's data and binaries, and the user that runs the server. */
export interface ServerLocation {
  /** The data folder, with the database cluster, the password, the port and the log. */
  folder: string;
  binaries: Binaries;
  /** The user that runs the server; undefined for the current user. */
  user: ServerUser | undefined;
}

/**
 * Chooses the data folder. The candidates are `folder` and, for root, two folders whose names
 * contain a hash of `folder`: one under /var/lib and one under the folder for temporary files. Root
 * needs them because Postgres does not run as root, and another user may not be able to write to
 * `folder`. Candidates that already contain data come first, and the first candidate that the
 * server's user can write to is chosen. If this user cannot run the packaged binaries, they are
 * copied next to the data. `folder` must be absolute and must not contain symbolic links. Throws a
 * Refusal if the user can write to no candidate.
 */
export async function locateServer(folder: string): Promise<ServerLocation> {
  const candidates = [folder, ...(process.getuid?.() === 0 ? foldersOutside(folder) : [])];
  const withData = candidates.filter((candidate) => existsSync(join(candidate, "cluster")));
  for (const candidate of [...withData, ...candidates]) {
    const parent = dirname(candidate);
    const user = chooseServerUser(candidate);
    if (user && !(await canWriteInside(user, parent))) continue;
    return { folder: candidate, user, binaries: await runnableBinaries(user, parent) };
  }
  throw new Refusal(
    `The user of the database server can write to none of these folders: ${candidates.join(", ")}. Set DATABASE_URL, or run this as an ordinary user.`,
  );
}

function foldersOutside(folder: string): string[] {
  const hash = createHash("sha256").update(folder).digest("hex").slice(0, 16);
  return ["/var/lib", tmpdir()].map((parent) =>
    join(parent, `ai-cost-dashboard-${hash}`, basename(folder)),
  );
}

async function runnableBinaries(user: ServerUser | undefined, parent: string): Promise<Binaries> {
  const binaries = packagedBinaries();
  if (!user || (await canRun(user, binaries))) return binaries;
  return copyBinaries(binaries, parent);
}
