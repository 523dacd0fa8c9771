import { Refusal } from "@ai-cost/domain";

/** Thrown when the command line has an error, such as a misspelled option or a missing argument. */
export class UsageError extends Refusal {}
