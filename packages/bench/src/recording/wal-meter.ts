import type { DatabaseClient } from "@ai-cost/db";
import type { Workload } from "../throughput/workload";

export interface MeteredWorkload extends Workload {
  /**
   * The number of bytes in the write-ahead log per event so far. It includes what the server wrote
   * for other reasons in the meantime.
   */
  walBytesPerEvent(): number;
}

/**
 * Returns the workload with a meter that counts how many bytes the write-ahead log grows while the
 * workload runs.
 */
export function metered(workload: Workload, { sql }: DatabaseClient): MeteredWorkload {
  let walBytes = 0;
  let events = 0;
  return {
    name: workload.name,
    prepare(count) {
      const run = workload.prepare(count);
      return async () => {
        const before = await readWalPosition(sql);
        const result = await run();
        walBytes += (await readWalPosition(sql)) - before;
        events += count;
        return result;
      };
    },
    walBytesPerEvent: () => walBytes / events,
  };
}

async function readWalPosition(sql: DatabaseClient["sql"]): Promise<number> {
  const [row] = await sql<{ bytes: number }[]>`
    select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::float8 as bytes`;
  return row?.bytes ?? Number.NaN;
}
