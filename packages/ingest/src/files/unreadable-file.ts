/** Why a file cannot be opened, or read any further: one sentence for the person who imports it. */
export class UnreadableFile extends Error {}
