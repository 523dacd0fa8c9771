import type { DatabaseClient } from "@ai-cost/db";
import type { Lane } from "../ingest/lane";

export interface MeteredLane extends Lane {
  /** Bytes of write-ahead log for each event so far, whatever else the server wrote meanwhile. */
  walBytesAnEvent(): number;
}

/** The lane, with what the server logs while it runs. */
export function metered(lane: Lane, { sql }: DatabaseClient): MeteredLane {
  let walBytes = 0;
  let events = 0;
  return {
    name: lane.name,
    prepare(count) {
      const run = lane.prepare(count);
      return async () => {
        const before = await walPosition(sql);
        const result = await run();
        walBytes += (await walPosition(sql)) - before;
        events += count;
        return result;
      };
    },
    walBytesAnEvent: () => walBytes / events,
  };
}

async function walPosition(sql: DatabaseClient["sql"]): Promise<number> {
  const [row] = await sql<{ bytes: number }[]>`
    select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::float8 as bytes`;
  return row?.bytes ?? Number.NaN;
}
