import type { UsageReport } from "@ai-cost/ledger";
import type { FilledDatabase } from "../filled-database";
import { measureSpeed, type Speed } from "../ingest/measure-speed";
import type { Contenders } from "./contenders";
import { freshReport, knownReport, sharedReports } from "./fresh-reports";
import type { RecordingMode, RecordingName } from "./modes";
import { plainLane } from "./plain-lane";
import { recordingLane } from "./recording-lane";
import { metered } from "./wal-meter";

export interface Measured {
  mode: RecordingMode;
  speed: Speed;
  walBytesACharge: number;
  plainWalBytesACharge: number;
}

/** In the order of `RECORDINGS`. */
export async function measureMode(
  mode: RecordingMode,
  { owner, tenant, series, plain: place }: Contenders,
  { clock, progress }: Pick<FilledDatabase, "clock" | "progress">,
): Promise<Measured[]> {
  const shared = sharedReports();
  const reports: Record<RecordingName, () => UsageReport> = {
    alone: () => freshReport(clock()),
    shared: () => shared(clock()),
    known: () => knownReport(clock(), series),
  };
  const plain = metered(plainLane(owner, mode, place, reports.alone), owner);
  const recordings = Object.entries(reports).map(([name, makeReport]) =>
    metered(recordingLane(name, tenant, mode, makeReport), owner),
  );
  const speeds = await measureSpeed(mode, recordings, plain, progress);
  return speeds.map((speed, index) => ({
    mode,
    speed,
    walBytesACharge: recordings[index]?.walBytesAnEvent() ?? Number.NaN,
    plainWalBytesACharge: plain.walBytesAnEvent(),
  }));
}
