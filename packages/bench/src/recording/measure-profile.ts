import type { UsageReport } from "@ai-cost/ledger";
import type { MeasurementContext } from "../environment/measurement-context";
import { measureThroughput, type Throughput } from "../throughput/measure-throughput";
import { insertBaseline } from "./insert-baseline";
import { reportAlone, reportInKnownJob, sharedReports } from "./new-reports";
import type { RecordingProfile, ReportKind } from "./profiles";
import type { RecordingProjects } from "./recording-projects";
import { recordingWorkload } from "./recording-workload";
import { metered } from "./wal-meter";

export interface Measured {
  profile: RecordingProfile;
  kind: ReportKind;
  throughput: Throughput;
  walBytesPerCharge: number;
  baselineWalBytesPerCharge: number;
}

/**
 * Measures the recording of each kind of usage reports under one load profile. Returns the results
 * in the order of `REPORT_KINDS`.
 */
export async function measureProfile(
  profile: RecordingProfile,
  { owner, tenant, jobPrefix, baseline: jobs }: RecordingProjects,
  { clock, progress }: Pick<MeasurementContext, "clock" | "progress">,
): Promise<Measured[]> {
  const nextShared = sharedReports();
  const newReports: Record<ReportKind, () => UsageReport> = {
    alone: () => reportAlone(clock()),
    shared: () => nextShared(clock()),
    known: () => reportInKnownJob(clock(), jobPrefix),
  };
  const baseline = metered(insertBaseline(owner, profile, jobs, newReports.alone), owner);
  const kinds = Object.keys(newReports) as ReportKind[];
  const workloads = kinds.map((kind) =>
    metered(recordingWorkload(kind, tenant, profile, newReports[kind]), owner),
  );
  const throughputs = await measureThroughput(profile, workloads, baseline, progress);
  return throughputs.map((throughput, index) => ({
    profile,
    kind: kinds[index] ?? "alone",
    throughput,
    walBytesPerCharge: workloads[index]?.walBytesPerEvent() ?? Number.NaN,
    baselineWalBytesPerCharge: baseline.walBytesPerEvent(),
  }));
}
