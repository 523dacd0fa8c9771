import { completeRollups } from "@ai-cost/ledger";
import { backfillLedger } from "@ai-cost/pricing";

/**
 * Completes the ledger's rows that earlier versions wrote, and then the rollups that those versions did not
 * have, while the server works: a large ledger takes hours, and until then the pages say what is missing.
 * `stop` ends it after the current batch; the next start continues.
 */
export function completeLedger(
  ownerUrl: string,
  say: (line: string) => void,
): { stop(): Promise<void> } {
  const stopping = new AbortController();
  let isAnnounced = false;
  const announce = (done: number, total: number) => {
    if (!isAnnounced && done < total)
      say(`Completing ${total.toLocaleString("en")} earlier rows of the ledger meanwhile`);
    if (isAnnounced && done >= total) say("The earlier rows of the ledger are complete");
    isAnnounced = true;
  };
  const complete = async () => {
    await backfillLedger(ownerUrl, announce, stopping.signal);
    await completeRollups(ownerUrl, say, stopping.signal);
  };
  const ended = complete().catch(
    ({ message }: Error) =>
      void say(`The ledger's earlier rows are not complete; the next start continues: ${message}`),
  );
  return {
    stop: () => {
      stopping.abort();
      return ended;
    },
  };
}
