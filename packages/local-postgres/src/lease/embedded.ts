import { mkdirSync, realpathSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Refusal } from "@ai-cost/domain";
import { keepLogLimited } from "../lifecycle/log-file";
import { packagedBinaries } from "../location/binaries";
import { locateServer } from "../location/server-location";
import type { Lease } from "./lease";
import { databaseUrl, type LeasedServer, leaseServer, releaseServer } from "./lease-server";

/** How long to wait before the next attempt to restart a server that has died. */
const RETRY_AFTER_MS = 1_000;

class PortChanged extends Refusal {}

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
  /** Called when the server has died and another program has taken its port. */
  onLost?: ((error: Error) => void) | undefined;
  /** Postgres settings. They take effect only if this call starts the server. */
  settings?: Record<string, string> | undefined;
}

/**
 * Starts the Postgres server on `folder` if it is not running, and keeps it running until this
 * process calls `release`. Other processes can use the same server, and it stops when the last one
 * releases it. If the server dies earlier, it is restarted on the same port, as soon as it can run: on
 * a full disk, when there is room again. Throws a Refusal if the server cannot run at first.
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
  const first = await leaseServer(location, settings);
  const { port } = first;
  let current: Promise<LeasedServer | undefined> = Promise.resolve(first);
  const url = databaseUrl(location, port);
  const stopLimitingLog = keepLogLimited(location.folder);
  restartWhenLost(first.lease);

  function restartWhenLost({ lost }: Lease): void {
    lost.then(() => {
      if (isReleased) return;
      onProgress("The embedded database server has died. Restarting it.");
      current = restart();
      current.then((restarted) => restarted && restartWhenLost(restarted.lease), onLost);
    });
  }

  /** Tries until the server runs. Resolves to undefined if this process no longer needs the server. */
  async function restart(): Promise<LeasedServer | undefined> {
    let said: string | undefined;
    while (!isReleased) {
      try {
        return await leaseOnSamePort();
      } catch (error) {
        if (error instanceof PortChanged) throw error;
        const { message } = error as Error;
        // The times and process ids in the message differ.
        const reason = message.replace(/\d+/g, "");
        if (reason !== said) onProgress(`${message} Trying again until it runs.`);
        said = reason;
        await sleep(RETRY_AFTER_MS);
      }
    }
    return undefined;
  }

  async function leaseOnSamePort(): Promise<LeasedServer> {
    const restarted = await leaseServer(location, settings);
    if (restarted.port === port) return restarted;
    await releaseServer(restarted.lease, location);
    throw new PortChanged("The embedded database server got another port: run this command again.");
  }

  return {
    url,
    folder: location.folder,
    async release() {
      if (isReleased) return;
      isReleased = true;
      stopLimitingLog();
      const leased = await current.catch(() => undefined);
      if (leased) await releaseServer(leased.lease, location);
    },
  };
}
