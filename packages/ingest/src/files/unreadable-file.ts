import { Refusal } from "@ai-cost/domain";

/** The error for a file that cannot be opened, or that can only be read in part. */
export class UnreadableFile extends Refusal {}
