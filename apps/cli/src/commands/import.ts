import { runImport } from "@ai-cost/ingest";
import { withDatabase } from "./with-database";

export const run = (argv: string[]) => withDatabase((input) => runImport(argv, input));
