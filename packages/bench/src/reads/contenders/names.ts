/**
 * The names of two minimal statements. Their times show the shortest time that any query on a
 * connection can take.
 */
export const SELECT_1 = "select 1";
export const PRIMARY_KEY = "primary key";

export const PROCEDURE = "procedure";
export const STATEMENTS = "its statements";

export const PEERS = {
  plainJoin: "plain three-table join",
  bestIndexes: "three tables, best indexes",
  liteLlmDaily: "LiteLLM's daily table",
  liteLlmLogs: "LiteLLM's spend logs",
  langfuse: "Langfuse v2",
  columnar: "DuckDB, wide sorted table",
} as const;
export const PEER_NAMES: readonly string[] = Object.values(PEERS);
