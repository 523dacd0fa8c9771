import { Refusal } from "@ai-cost/domain";

/** The command line cannot be understood: a misspelled option, a missing argument. */
export class UsageError extends Refusal {}
