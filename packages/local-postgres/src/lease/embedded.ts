import { mkdirSync, realpathSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { Refusal } from "@ai-cost/domain";
import { packagedBinaries } from "../location/binaries";
import { locateServer } from "../location/server-location";
import type { Lease } from "./lease";
import { databaseUrl, type LeasedServer, leaseServer, releaseServer } from "./lease-server";

export interface EmbeddedPostgres {
  /** `postgres://` with the superuser's password. The database in it exists. */
  url: string;
  /** The data folder. It is not the requested one if the server's user has no access to that. */
  folder: string;
  /** Stops the server if no other process uses it. Close your own connections first. */
  release(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  /** The data folder. It is created if it does not exist, and its parents too. */
  folder: string;
  onProgress?: ((line: string) => void) | undefined;
  /** Called when the server died and could not be restarted on the same port. */
  onLost?: ((error: Error) => void) | undefined;
  /** Postgres settings. They take effect only if this call starts the server. */
  settings?: Record<string, string> | undefined;
}

/**
 * Leases the Postgres server on `folder` until `release`, and starts it if it is not running. The
 * server stops with the last lease. If it dies earlier, it is restarted on the same port. Throws a
 * Refusal if the server cannot run.
 */
export async function acquireEmbeddedPostgres({
  folder: requestedFolder,
  onProgress = () => {},
  onLost = () => {},
  settings = {},
}: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  // This comes first so that an image, which has no binaries, is refused before a folder is created.
  packagedBinaries();
  mkdirSync(dirname(requestedFolder), { recursive: true });
  const parent = realpathSync(dirname(requestedFolder));
  const location = await locateServer(join(parent, basename(requestedFolder)));
  if (!location.folder.startsWith(parent))
    onProgress(
      `The database server has no access to this folder, so its data are in ${location.folder}.`,
    );
  let isReleased = false;
  let current = leaseServer(location, settings);
  const { lease, port } = await current;
  const url = databaseUrl(location, port);
  restartWhenLost(lease);

  function restartWhenLost({ lost }: Lease): void {
    lost.then(() => {
      if (isReleased) return;
      onProgress("The embedded database server has died. Restarting it.");
      current = restart();
      current.then((restarted) => restartWhenLost(restarted.lease), onLost);
    });
  }

  async function restart(): Promise<LeasedServer> {
    const restarted = await leaseServer(location, settings);
    if (restarted.port === port) return restarted;
    await releaseServer(restarted.lease, location);
    throw new Refusal("The embedded database server got another port: run this command again.");
  }

  return {
    url,
    folder: location.folder,
    async release() {
      if (isReleased) return;
      isReleased = true;
      const leased = await current.catch(() => undefined);
      if (leased) await releaseServer(leased.lease, location);
    },
  };
}
