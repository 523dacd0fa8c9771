import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { Refusal } from "@ai-cost/domain";
import { type Binaries, copyBinaries, packagedBinaries } from "./binaries";
import { chooseServerUser, type ServerUser } from "./server-user";
import { canRun, canWriteInside } from "./server-user-access";

/** Where the data and the binaries of a server are, and which user runs it. */
export interface ServerLocation {
  /** Contains the database cluster, the password, the port and the log. */
  folder: string;
  binaries: Binaries;
  /** undefined if the server runs as the current user. */
  user: ServerUser | undefined;
}

/**
 * Finds a data folder that the server's user can write to. `folder` must be absolute and without
 * symbolic links. That folder is used wherever possible. Root runs the server as another user, who
 * may have no access to it, for example because of a parent with mode 0700. Then the data and a copy
 * of the binaries go to a folder outside, whose name is derived from `folder`. A usable folder that
 * already contains data takes precedence.
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
