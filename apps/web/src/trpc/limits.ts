/** The most procedures in one HTTP request, for the client and the server. */
export const MAX_BATCH_SIZE = 20;
