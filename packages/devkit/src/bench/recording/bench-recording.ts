import { createDatabase, newId } from "@ai-cost/db";
import type { FilledDatabase } from "../filled-database";
import type { Section } from "../report/section";
import { withContenders } from "./contenders";
import { deadlocksIn } from "./deadlocks";
import { type Measured, measureMode } from "./measure-mode";
import { RECORDING_MODES } from "./modes";
import { recordingSection } from "./recording-section";
import { inexactTables, ledgerSums, readModelSums } from "./sums";

/**
 * Recording a charge whole beside a plain insert of it. Adds charges to the project, dated now, and
 * for a while a table; takes about two minutes.
 */
export async function benchRecording(database: FilledDatabase): Promise<Section> {
  const { databaseUrl, projectId } = database;
  const { sql, close } = createDatabase(databaseUrl, { maxConnections: 1, asOwner: true });
  try {
    const afterId = newId();
    const sumsBefore = await readModelSums(sql, projectId);
    const deadlocksBefore = await deadlocksIn(sql);
    const measured = await measureModes(database);
    const added = await ledgerSums(sql, projectId, afterId);
    return recordingSection(measured, {
      inexactTables: inexactTables(sumsBefore, await readModelSums(sql, projectId), added),
      deadlocks: (await deadlocksIn(sql)) - deadlocksBefore,
    });
  } finally {
    await close();
  }
}

const measureModes = (database: FilledDatabase): Promise<Measured[]> =>
  withContenders(database, async (contenders) => {
    const measured: Measured[] = [];
    for (const mode of RECORDING_MODES)
      measured.push(...(await measureMode(mode, contenders, database)));
    return measured;
  });
