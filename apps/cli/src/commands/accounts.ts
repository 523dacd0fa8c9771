import { runAccounts } from "@ai-cost/auth";
import { withDatabase } from "./with-database";

export const run = (argv: string[]) => withDatabase((input) => runAccounts(argv, input));
