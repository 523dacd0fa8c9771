/** The maximum number of procedure calls in one HTTP request. The client and the server both use it. */
export const MAX_BATCH_SIZE = 20;
