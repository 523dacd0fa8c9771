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

/** A Postgres that is stopped, killed and started at will, always at the same address. */
export class PostgresControl {
  private constructor(
    readonly location: ServerLocation,
    private settings: Record<string, string>,
  ) {}

  /** Starts one on a folder that begins empty; what a killed run left there is stopped first. */
  static async startFresh(
    folder: string,
    settings: Record<string, string> = {},
  ): Promise<PostgresControl> {
    mkdirSync(dirname(folder), { recursive: true });
    const location = await locateServer(join(realpathSync(dirname(folder)), basename(folder)));
    await stopServer(location);
    rmSync(location.folder, { recursive: true, force: true });
    await ensureCluster(location);
    const postgres = new PostgresControl(location, settings);
    await postgres.start();
    return postgres;
  }

  /** The superuser's address. */
  url(database = "postgres"): string {
    const { folder } = this.location;
    return `postgres://postgres:${readPassword(folder)}@127.0.0.1:${this.port}/${database}`;
  }

  get port(): number {
    return Number(readFileSync(join(this.location.folder, "port"), "utf8"));
  }

  get isUp(): boolean {
    return isRunningPostgres(this.pid);
  }

  /** Resolves when it takes connections, after its recovery if need be. */
  async start(): Promise<void> {
    if (!this.isUp) await startServer(this.location, this.settings);
  }

  /** Stops it as `stop` does and starts it with these settings beside its file's. */
  async restartWith(settings: Record<string, string>): Promise<void> {
    await this.stop();
    this.settings = settings;
    await this.start();
  }

  /** As `pg_ctl stop -m fast`. */
  async stop(): Promise<void> {
    await stopServer(this.location);
  }

  /** SIGKILL for the postmaster and every process of it; resolves when all are gone. */
  async kill(): Promise<void> {
    const { pid } = this;
    const all = [pid, ...childrenOf(pid)];
    for (const one of all) killIfThere(one);
    while (all.some(isRunningPostgres)) await sleep(POLL_MS);
  }

  /** What it has logged since it was made. */
  log(): string {
    return readFileSync(logFile(this.location.folder), "utf8");
  }

  async remove(): Promise<void> {
    await this.stop();
    rmSync(this.location.folder, { recursive: true, force: true });
  }

  private get pid(): number {
    return readPostmaster(this.location.folder)?.pid ?? 0;
  }
}

/** Where Linux does not say, none: they leave by themselves when their postmaster is gone. */
function childrenOf(pid: number): number[] {
  try {
    return (
      readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").match(/\d+/g)?.map(Number) ?? []
    );
  } catch {
    return [];
  }
}

function killIfThere(pid: number): void {
  if (isRunningPostgres(pid)) process.kill(pid, "SIGKILL");
}
