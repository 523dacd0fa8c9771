import { randomBytes, randomUUID } from "node:crypto";
import {
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { Refusal } from "@ai-cost/domain";
import { programPath } from "./binaries";
import type { Place } from "./place";
import { runProgram } from "./run-program";

export const clusterFolder = (folder: string) => join(folder, "cluster");
const passwordFile = (folder: string) => join(folder, "password");

export const hasCluster = (folder: string) => existsSync(join(clusterFolder(folder), "PG_VERSION"));

export const readPassword = (folder: string) => readFileSync(passwordFile(folder), "utf8");

/**
 * Makes the data folder if it is not there: `cluster`, and `password` for the superuser. It is made
 * beside its place and renamed into it, so it is whole or absent; a second maker uses the first's.
 */
export async function ensureCluster(place: Place): Promise<void> {
  const { folder, user, binaries } = place;
  refuseOtherOwner(folder);
  if (hasCluster(folder)) return refuseOtherVersion(place);
  removeUnfinished(folder);
  const unfinished = `${folder}.${randomUUID()}.new`;
  mkdirSync(unfinished, { mode: 0o700, recursive: true });
  writeFileSync(passwordFile(unfinished), randomBytes(24).toString("hex"), { mode: 0o600 });
  if (user) {
    for (const path of [unfinished, passwordFile(unfinished)]) chownSync(path, user.uid, user.gid);
  }
  const { exitCode, output } = await runProgram(
    programPath(binaries.folder, "initdb"),
    [
      `--pgdata=${clusterFolder(unfinished)}`,
      "--username=postgres",
      `--pwfile=${passwordFile(unfinished)}`,
      "--auth=scram-sha-256",
      "--encoding=UTF8",
      "--locale=C",
      "--locale-provider=builtin",
      "--builtin-locale=C.UTF-8",
    ],
    { user, cwd: "/" },
  );
  if (exitCode !== 0) {
    rmSync(unfinished, { recursive: true, force: true });
    throw new Refusal(`The embedded database could not be made in ${folder}: ${output.trim()}`);
  }
  putInPlace(unfinished, folder);
}

function putInPlace(unfinished: string, folder: string): void {
  try {
    renameSync(unfinished, folder);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    if (hasCluster(folder)) return;
    throw new Refusal(`${folder} is in the way of the embedded database: move it elsewhere.`, {
      cause: error,
    });
  }
}

/** What a killed maker left; the caller holds the lock, so nobody else is making one. */
function removeUnfinished(folder: string): void {
  const parent = dirname(folder);
  if (!existsSync(parent)) return;
  for (const name of readdirSync(parent)) {
    if (name.startsWith(`${basename(folder)}.`) && name.endsWith(".new")) {
      rmSync(join(parent, name), { recursive: true, force: true });
    }
  }
}

function refuseOtherOwner(folder: string): void {
  const ownerUid = statSync(folder, { throwIfNoEntry: false })?.uid;
  const ownUid = process.getuid?.();
  if (ownerUid === undefined || ownUid === 0 || ownerUid === ownUid) return;
  throw new Refusal(
    `The embedded database in ${folder} belongs to another user: run this as that user, or set DATABASE_URL.`,
  );
}

function refuseOtherVersion({ folder, binaries }: Place): void {
  const found = readFileSync(join(clusterFolder(folder), "PG_VERSION"), "utf8").trim();
  const [wanted] = binaries.version.split(".");
  if (found === wanted) return;
  throw new Refusal(
    `The data in ${folder} are of Postgres ${found} and this is Postgres ${wanted}: move that folder away to begin with a new one.`,
  );
}
