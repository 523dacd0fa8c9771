import type { FilledDatabase } from "../filled-database";
import { measureSpeed, type Speed } from "../ingest/measure-speed";
import type { Contenders } from "./contenders";
import { freshReport, knownReport } from "./fresh-reports";
import type { RecordingMode } from "./modes";
import { plainLane } from "./plain-lane";
import { recordingLane } from "./recording-lane";
import { metered } from "./wal-meter";

export interface Measured {
  mode: RecordingMode;
  speed: Speed;
  walBytesACharge: number;
  plainWalBytesACharge: number;
}

/** New runs and jobs first, then known ones. */
export async function measureMode(
  mode: RecordingMode,
  { owner, tenant, projectId, jobIds, series }: Contenders,
  { clock, progress }: Pick<FilledDatabase, "clock" | "progress">,
): Promise<Measured[]> {
  const fresh = () => freshReport(clock());
  const plain = metered(plainLane(owner, mode, { projectId, jobIds }, fresh), owner);
  const recordings = [
    recordingLane("a new run and job for each", tenant, mode, fresh),
    recordingLane("a known run and job", tenant, mode, () => knownReport(clock(), series)),
  ].map((lane) => metered(lane, owner));
  const speeds = await measureSpeed(mode, recordings, plain, progress);
  return speeds.map((speed, index) => ({
    mode,
    speed,
    walBytesACharge: recordings[index]?.walBytesAnEvent() ?? Number.NaN,
    plainWalBytesACharge: plain.walBytesAnEvent(),
  }));
}
