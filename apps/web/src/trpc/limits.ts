/** Procedures in one HTTP request, held by both ends. */
export const MAX_BATCH_SIZE = 20;
