import type { TenantDatabase } from "@ai-cost/db";
import { loadProjectPrices } from "@ai-cost/pricing";
import type { Screen } from "../command/screen";
import { ImportRefusal } from "../import/import-refusal";
import type { ImportOptions } from "../import/options";
import { progressLine } from "../import/progress-line";
import type { OpenFile } from "./csv/open-file";
import { emptyTally, type Tally } from "./import-totals";
import { readRows } from "./read-rows";
import { RowRecorder } from "./record-rows";

interface Import {
  db: TenantDatabase;
  projectId: string;
  clock: () => Date;
  file: OpenFile;
  options: ImportOptions;
  screen: Screen;
}

/** What an import has done, and why it could not go on to the file's end, if it could not. */
export interface ImportResult {
  tally: Tally;
  stopped: ImportRefusal | null;
}

/** Records every good row of a file and says which rows are bad. */
export async function importFile({
  file,
  options,
  screen,
  ...target
}: Import): Promise<ImportResult> {
  const tally = emptyTally();
  const onProblem = (line: number, problem: string) => {
    tally.bad += 1;
    screen.say(`line ${line}: ${problem}`);
  };
  const ownPrices = await target.db.read((tx) => loadProjectPrices(tx, target.projectId));
  const recorder = new RowRecorder({ ...target, tally, onProblem });
  const showProgress = () =>
    screen.show(() =>
      progressLine({ ...tally, sizeBytes: file.sizeBytes, readBytes: file.readBytes() }),
    );
  try {
    for await (const row of readRows(file, options, ownPrices)) {
      tally.rowsRead += 1;
      if ("problem" in row) onProblem(row.line, row.problem);
      else await recorder.add(row);
      showProgress();
    }
  } catch (error) {
    if (!(error instanceof ImportRefusal)) throw error;
    await recorder.flush();
    return { tally, stopped: error };
  } finally {
    screen.clear();
  }
  await recorder.flush();
  await recorder.finishFileRuns();
  return { tally, stopped: null };
}
