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
import { programPath } from "../location/binaries";
import { runProgram } from "../location/run-program";
import type { ServerLocation } from "../location/server-location";

export const clusterFolder = (folder: string) => join(folder, "cluster");
const passwordFile = (folder: string) => join(folder, "password");

export const hasCluster = (folder: string) => existsSync(join(clusterFolder(folder), "PG_VERSION"));

/** The password of the superuser `postgres`. */
export const readPassword = (folder: string) => readFileSync(passwordFile(folder), "utf8");

/**
 * Creates the data folder, with the database cluster and the superuser's password, if it does not
 * exist. Fills a folder with a temporary name and then renames it, so the data folder is never
 * incomplete. The caller must hold the lock on `folder`. Throws a Refusal if existing data belong
 * to another user or to another major version of Postgres, or if initdb fails.
 */
export async function ensureCluster(location: ServerLocation): Promise<void> {
  const { folder, user } = location;
  refuseOtherOwner(folder);
  if (hasCluster(folder)) return refuseOtherVersion(location);
  removeUnfinished(folder);
  const unfinished = `${folder}.${randomUUID()}.new`;
  mkdirSync(unfinished, { mode: 0o700, recursive: true });
  writeFileSync(passwordFile(unfinished), randomBytes(24).toString("hex"), { mode: 0o600 });
  if (user) {
    for (const path of [unfinished, passwordFile(unfinished)]) chownSync(path, user.uid, user.gid);
  }
  await runInitdb(location, unfinished);
  moveIntoPlace(unfinished, folder);
}

async function runInitdb(
  { folder, user, binaries }: ServerLocation,
  unfinished: string,
): Promise<void> {
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
  if (exitCode === 0) return;
  rmSync(unfinished, { recursive: true, force: true });
  throw new Refusal(`The embedded database could not be created in ${folder}: ${output.trim()}`);
}

function moveIntoPlace(unfinished: string, folder: string): void {
  try {
    renameSync(unfinished, folder);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    if (hasCluster(folder)) return;
    throw new Refusal(
      `${folder} exists and is not an embedded database: move it to another place.`,
      { cause: error },
    );
  }
}

/**
 * Removes the temporary folders that a killed process left. The caller holds the lock on `folder`,
 * so no running process uses them.
 */
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
  const currentUid = process.getuid?.();
  if (ownerUid === undefined || currentUid === 0 || ownerUid === currentUid) return;
  throw new Refusal(
    `The embedded database in ${folder} belongs to another user: run this as that user, or set DATABASE_URL.`,
  );
}

function refuseOtherVersion({ folder, binaries }: ServerLocation): void {
  const dataVersion = readFileSync(join(clusterFolder(folder), "PG_VERSION"), "utf8").trim();
  const [serverVersion] = binaries.version.split(".");
  if (dataVersion === serverVersion) return;
  throw new Refusal(
    `The data in ${folder} are from Postgres ${dataVersion}, but this is Postgres ${serverVersion}: move that folder to another place to start with an empty one.`,
  );
}
