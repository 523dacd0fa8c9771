import { Refusal } from "@ai-cost/domain";

/** The error for a file that cannot be opened, or whose rest cannot be read. */
export class UnreadableFile extends Refusal {}
