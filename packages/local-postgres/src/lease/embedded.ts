import { mkdirSync, realpathSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { Refusal } from "@ai-cost/domain";
import { packagedBinaries } from "../location/binaries";
import { locateServer } from "../location/server-location";
import type { Lease } from "./lease";
import { databaseUrl, type LeasedServer, leaseServer, releaseServer } from "./lease-server";

export interface EmbeddedPostgres {
  /** The `postgres://` URL, with the superuser's password. The database in the URL exists. */
  url: string;
  /**
   * The data folder in use. It differs from the requested folder if the server's user has no access
   * to the requested one.
   */
  folder: string;
  /** Stops the server if no other process uses it. Close your own connections first. */
  release(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  /** The requested data folder. If it or its parent folders do not exist, they are created. */
  folder: string;
  onProgress?: ((line: string) => void) | undefined;
  /** Called when the server has died and could not be restarted on the same port. */
  onLost?: ((error: Error) => void) | undefined;
  /** Postgres settings. They take effect only if this call starts the server. */
  settings?: Record<string, string> | undefined;
}

/**
 * Starts the Postgres server on `folder` if it is not running, and keeps it running until this
 * process calls `release`. Other processes can use the same server, and it stops when the last one
 * releases it. If the server dies earlier, it is restarted on the same port. Throws a Refusal if
 * the server cannot run.
 */
export async function acquireEmbeddedPostgres({
  folder: requestedFolder,
  onProgress = () => {},
  onLost = () => {},
  settings = {},
}: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  // This check comes first. In a container image, which contains no Postgres binaries, it throws
  // before any folder is created.
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
