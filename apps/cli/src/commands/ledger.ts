import { runLedger } from "@ai-cost/ledger";
import { withDatabase } from "./with-database";

export const run = (argv: string[]) => withDatabase((input) => runLedger(argv, input));
