import { mkdirSync, realpathSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { takeLock } from "@ai-cost/command";
import { Refusal } from "@ai-cost/domain";
import { ensureCluster, hasCluster, readPassword } from "./cluster";
import { type Lease, requestLease } from "./lease";
import { findPlace, type Place } from "./place";
import { readPostmaster } from "./postmaster-file";
import { startServer, stopServer } from "./server";

const DATABASE = "ai_cost";
const GIVE_UP_AFTER_MS = 60_000;

export interface EmbeddedPostgres {
  /** `postgres://` with the password; the database in it exists. */
  url: string;
  /** Where the data really are, see `findPlace`. */
  folder: string;
  /** Stops the server if nobody else uses it. Close your own connections first. */
  release(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  /** The data folder; its parent is made if need be. */
  folder: string;
  onProgress?: ((line: string) => void) | undefined;
  /** Called when the server died and could not be brought back on the same port. */
  onLost?: ((error: Error) => void) | undefined;
  /** Settings of Postgres, in force if this call is the one that starts the server. */
  settings?: Record<string, string> | undefined;
}

/**
 * Finds or starts the Postgres server on `folder` and claims it until `release`. The server dies
 * with the last claim; if it dies earlier it is started again on the same port. Throws a Refusal
 * with one sentence when there can be no server.
 */
export async function acquireEmbeddedPostgres({
  folder: wantedFolder,
  onProgress = () => {},
  onLost = () => {},
  settings = {},
}: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  mkdirSync(dirname(wantedFolder), { recursive: true });
  const place = await findPlace(join(realpathSync(dirname(wantedFolder)), basename(wantedFolder)));
  if (!place.folder.startsWith(realpathSync(dirname(wantedFolder)))) {
    onProgress(`The database server cannot enter this folder, so its data are in ${place.folder}.`);
  }
  let isLeaving = false;
  let current = claim(place, settings);
  const first = await current;
  const url = addressOf(place, first.port, DATABASE);
  watch(first.lease);

  function watch(lease: Lease): void {
    lease.lost.then(() => {
      if (isLeaving) return;
      onProgress("The embedded database server went away; starting it again.");
      current = bringBack();
      current.then(({ lease }) => watch(lease), onLost);
    });
  }

  async function bringBack(): Promise<Claim> {
    const claimed = await claim(place, settings);
    if (claimed.port === first.port) return claimed;
    await giveUp(claimed.lease, place);
    throw new Refusal("The embedded database server came back at another port: start again.");
  }

  return {
    url,
    folder: place.folder,
    async release() {
      if (isLeaving) return;
      isLeaving = true;
      const claimed = await current.catch(() => undefined);
      if (claimed) await giveUp(claimed.lease, place);
    },
  };
}

interface Claim {
  lease: Lease;
  port: number;
}

async function claim(place: Place, settings: Record<string, string>): Promise<Claim> {
  const deadlineMs = Date.now() + GIVE_UP_AFTER_MS;
  while (Date.now() < deadlineMs) {
    const found = await claimRunning(place);
    if (typeof found === "object") {
      await ensureDatabase(found.lease);
      return found;
    }
    if (found === "absent") await makeAndStart(place, settings);
    else await sleep(50);
  }
  throw new Refusal(`The embedded database server on ${place.folder} does not answer.`);
}

async function claimRunning(place: Place): Promise<Claim | "absent" | "busy"> {
  const port = hasCluster(place.folder) ? readPostmaster(place.folder)?.port : undefined;
  if (!port) return "absent";
  const lease = await requestLease(addressOf(place, port, "postgres"));
  return typeof lease === "object" ? { lease, port } : lease;
}

/** One at a time on one folder: whoever comes second finds it made and running. */
async function makeAndStart(place: Place, settings: Record<string, string>): Promise<void> {
  const release = await takeLock(`postgres:${place.folder}`);
  try {
    await ensureCluster(place);
    if ((await answers(place)) === false) await startServer(place, settings);
  } finally {
    release();
  }
}

async function answers(place: Place): Promise<boolean> {
  const found = await claimRunning(place);
  if (typeof found === "object") await found.lease.close();
  return found !== "absent";
}

async function ensureDatabase({ sql }: Lease): Promise<void> {
  const found = await sql`select 1 from pg_database where datname = ${DATABASE}`;
  if (found.length > 0) return;
  await sql`create database ${sql(DATABASE)}`.catch((error) => {
    const madeMeanwhile = error.code === "42P04" || error.code === "23505";
    if (!madeMeanwhile) throw error;
  });
}

async function giveUp(lease: Lease, place: Place): Promise<void> {
  const isLast = await lease.leave().catch(() => false);
  if (isLast) await stopServer(place);
  await lease.close();
}

function addressOf({ folder }: Place, port: number, database: string): string {
  return `postgres://postgres:${readPassword(folder)}@127.0.0.1:${port}/${database}`;
}
