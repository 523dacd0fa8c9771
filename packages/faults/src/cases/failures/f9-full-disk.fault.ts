import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { acquireEmbeddedPostgres } from "@ai-cost/local-postgres";
import type { Environment } from "../../environment/environment";
import { SmallDisk } from "../../environment/small-disk";
import { faultCase, type Outcome } from "../../runner/fault-case";
import { problemsWhere } from "../../runner/problems-where";
import { Deliveries } from "../../traffic/deliver";
import { msUntilAcknowledgement, Writers } from "../../traffic/writers";

const SCALES = { short: { fills: 1 }, normal: { fills: 2 }, long: { fills: 5 } };
/** Limits for the size of the write-ahead log, so that the log alone does not fill the disk. */
const SETTINGS = { max_wal_size: "48MB", min_wal_size: "32MB" };
/** More than what is left in the files of the log that are written again and again. */
const MOST_LOG_MIB = 96;
const CLIENTS = 16;
const FULL_MS = 2_000;
const RECOVERS_WITHIN_MS = 10_000;

faultCase({
  id: "F9",
  title:
    "on a full disk usage has the status 503, everything acknowledged survives, and the embedded database runs again by itself",
  seenRedBy: "the version of 28 November 2026, which gave up after the first attempt to restart",
  async run({ environment: shared, scale, random }) {
    const disk = new SmallDisk();
    const reason = mountError(disk);
    if (reason !== undefined) return skipped(reason);
    shared.onReset(() => disk.unmount());
    const server = { folder: join(disk.folder, "postgres"), settings: SETTINGS };
    const environment = await shared.startAnother(server);
    if (!environment.postgres.location.folder.startsWith(disk.folder))
      return skipped("the user that runs Postgres cannot access the small disk");
    const lost: string[] = [];
    const keepReason = ({ message }: Error) => void lost.push(message);
    // Keeps the server running, as `npm start` does.
    const embedded = await acquireEmbeddedPostgres({ ...server, onLost: keepReason });
    const tenants = await environment.makeTenants();
    const deliveries = new Deliveries();
    const writers = new Writers({ environment, tenants, random, deliveries, clients: CLIENTS });
    const recoveriesMs: number[] = [];
    let deaths = 0;
    for (let fill = 0; fill < SCALES[scale].fills; fill += 1) {
      await writers.reach(deliveries.acknowledged + CLIENTS);
      disk.fill();
      if (await fillWriteAheadLog(environment)) deaths += 1;
      await sleep(FULL_MS);
      disk.free();
      recoveriesMs.push(await msUntilAcknowledgement(deliveries));
    }
    await writers.stop();
    await embedded.release();
    await environment.recover();
    const slowestMs = Math.max(...recoveriesMs);
    return {
      hits: deliveries.responses(503) > 0 ? deaths : 0,
      figures: {
        acknowledged: deliveries.acknowledged,
        "writes with status 503": deliveries.responses(503),
        "times that Postgres ended": deaths,
        "slowest recovery, ms": slowestMs,
      },
      problems: problemsWhere([
        [lost.length > 0, `the embedded database was given up: ${lost}`],
        [deliveries.responses(500) > 0, `${deliveries.responses(500)} responses with status 500`],
      ]),
      excesses: problemsWhere([
        [slowestMs > RECOVERS_WITHIN_MS, `usage was acknowledged only after ${slowestMs} ms`],
      ]),
    };
  },
});

/** Writes until Postgres has no room for its write-ahead log. Returns whether it has ended because of that. */
async function fillWriteAheadLog({ owner: { sql }, postgres }: Environment): Promise<boolean> {
  for (let mebibyte = 0; mebibyte < MOST_LOG_MIB && postgres.isRunning; mebibyte += 1)
    await sql`select pg_logical_emit_message(true, 'full', repeat('x', 1048576))`.catch(() => {});
  for (let waitedMs = 0; waitedMs < FULL_MS && postgres.isRunning; waitedMs += 50) await sleep(50);
  return !postgres.isRunning;
}

const skipped = (skipReason: string): Outcome => ({
  hits: 0,
  figures: {},
  problems: [],
  skipReason,
});

function mountError(disk: SmallDisk): string | undefined {
  try {
    disk.mount();
    return undefined;
  } catch (error) {
    return `a small disk cannot be mounted on this machine: ${error}`;
  }
}
