import { reconcile } from "@ai-cost/ledger";
import type { FilledDatabase } from "../filled-database";
import type { Section } from "../report/section";
import { withContenders } from "./contenders";
import { deadlocksIn } from "./deadlocks";
import { type Measured, measureMode } from "./measure-mode";
import { RECORDING_MODES } from "./modes";
import { recordingSection } from "./recording-section";

/** Recording a charge whole beside a plain insert of it, in projects of their own; takes about three minutes. */
export const benchRecording = (database: FilledDatabase): Promise<Section> =>
  withContenders(database, async (contenders) => {
    const { sql } = contenders.owner;
    const { tenant } = contenders;
    const deadlocksBefore = await deadlocksIn(sql);
    const measured: Measured[] = [];
    for (const mode of RECORDING_MODES)
      measured.push(...(await measureMode(mode, contenders, database)));
    return recordingSection(measured, {
      differences: (await reconcile(tenant, tenant.projectIds[0] ?? "")).length,
      deadlocks: (await deadlocksIn(sql)) - deadlocksBefore,
    });
  });
