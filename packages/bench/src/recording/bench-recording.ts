import { reconcile } from "@ai-cost/ledger";
import type { MeasurementContext } from "../environment/measurement-context";
import type { Section } from "../report/section";
import { countDeadlocks } from "./deadlocks";
import { type Measured, measureProfile } from "./measure-profile";
import { RECORDING_PROFILES } from "./profiles";
import { withRecordingProjects } from "./recording-projects";
import { recordingSection } from "./recording-section";

/**
 * Measures how fast the ledger records charges, and compares it with plain inserts of the same
 * charges. Takes about three minutes.
 */
export const benchRecording = (context: MeasurementContext): Promise<Section> =>
  withRecordingProjects(context, async (projects) => {
    const { tenant, owner } = projects;
    const deadlocksBefore = await countDeadlocks(owner.sql);
    const measured: Measured[] = [];
    for (const profile of RECORDING_PROFILES)
      measured.push(...(await measureProfile(profile, projects, context)));
    return recordingSection(measured, {
      differences: (await reconcile(tenant, tenant.projectIds[0] ?? "")).length,
      deadlocks: (await countDeadlocks(owner.sql)) - deadlocksBefore,
    });
  });
