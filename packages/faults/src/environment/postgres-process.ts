import { mkdirSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import {
  ensureCluster,
  isRunningPostgres,
  locateServer,
  logFile,
  readPassword,
  readPostmaster,
  type ServerLocation,
  startServer,
  stopServer,
} from "@ai-cost/local-postgres";

const POLL_MS = 10;

/** A Postgres that a case can stop, kill and start. Its URL stays the same. */
export class PostgresProcess {
  #changedSettings: Record<string, string> = {};

  private constructor(
    readonly location: ServerLocation,
    readonly settings: Record<string, string>,
  ) {}

  /** Creates a cluster in `folder` and starts it. Removes what an interrupted run has left there. */
  static async startFresh(
    folder: string,
    settings: Record<string, string> = {},
  ): Promise<PostgresProcess> {
    mkdirSync(dirname(folder), { recursive: true });
    const location = await locateServer(join(realpathSync(dirname(folder)), basename(folder)));
    await stopServer(location);
    rmSync(location.folder, { recursive: true, force: true });
    await ensureCluster(location);
    const postgres = new PostgresProcess(location, settings);
    await postgres.start();
    return postgres;
  }

  /** The URL of a database for the superuser. */
  url(database = "postgres"): string {
    const { folder } = this.location;
    return `postgres://postgres:${readPassword(folder)}@127.0.0.1:${this.port}/${database}`;
  }

  get port(): number {
    return Number(readFileSync(join(this.location.folder, "port"), "utf8"));
  }

  get isRunning(): boolean {
    return isRunningPostgres(this.#pid);
  }

  /** Starts Postgres. Resolves when it accepts connections, which includes the time of a crash recovery. */
  async start(): Promise<void> {
    if (!this.isRunning)
      await startServer(this.location, { ...this.settings, ...this.#changedSettings });
  }

  /** Restarts Postgres with these settings in addition to those of its configuration file. */
  async restartWith(settings: Record<string, string>): Promise<void> {
    await this.stop();
    this.#changedSettings = settings;
    await this.start();
  }

  /** Does the same as `pg_ctl stop -m fast`. */
  async stop(): Promise<void> {
    await stopServer(this.location);
  }

  /** Sends SIGKILL to all processes of Postgres and resolves when all of them have ended. */
  async kill(): Promise<void> {
    const pid = this.#pid;
    const all = [pid, ...childrenOf(pid)];
    for (const one of all) killIfRunning(one);
    while (all.some(isRunningPostgres)) await sleep(POLL_MS);
  }

  /** Everything that Postgres has logged. */
  log(): string {
    return readFileSync(logFile(this.location.folder), "utf8");
  }

  async remove(): Promise<void> {
    await this.stop();
    rmSync(this.location.folder, { recursive: true, force: true });
  }

  get #pid(): number {
    return readPostmaster(this.location.folder)?.pid ?? 0;
  }
}

/**
 * Returns the ids of the postmaster's child processes. Returns none on a system without /proc; the child
 * processes there end some time after the postmaster.
 */
function childrenOf(pid: number): number[] {
  try {
    return (
      readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").match(/\d+/g)?.map(Number) ?? []
    );
  } catch {
    return [];
  }
}

function killIfRunning(pid: number): void {
  if (isRunningPostgres(pid)) process.kill(pid, "SIGKILL");
}
