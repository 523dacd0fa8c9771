import { runPrices } from "@ai-cost/ingest";
import { withDatabase } from "./with-database";

export const run = (argv: string[]) => withDatabase((input) => runPrices(argv, input));
