import { Refusal } from "@ai-cost/domain";

/** A file cannot be opened, or cannot be read any further. */
export class UnreadableFile extends Refusal {}
