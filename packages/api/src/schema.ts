/** What a browser may import: shapes and their messages, without the server behind them. */
export * from "./agent-names/schema";
export * from "./ai-cost/schema";
export * from "./audit-events/schema";
export * from "./field-schemas";
export * from "./ingest-keys/schema";
export * from "./model-prices/schema";
export * from "./pipeline-runs/schema";
export * from "./projects/schema";
export * from "./usage-sources/schema";
