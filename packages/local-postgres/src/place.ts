import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { Refusal } from "@ai-cost/domain";
import { type Binaries, copyBinaries, packagedBinaries } from "./binaries";
import { canRun, canUse } from "./reach";
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
  const candidates = [folder, ...(process.getuid?.() === 0 ? foldersOutside(folder) : [])];
  const withData = candidates.filter((candidate) => existsSync(join(candidate, "cluster")));
  for (const candidate of [...withData, ...candidates]) {
    const user = chooseServerUser(candidate);
    if (user && !(await canUse(user, dirname(candidate)))) continue;
    return { folder: candidate, user, binaries: await runnableBinaries(user, dirname(candidate)) };
  }
  throw new Refusal(
    `No folder was found that the database server's user can use (tried ${candidates.join(", ")}): set DATABASE_URL, or run this as an ordinary user.`,
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
