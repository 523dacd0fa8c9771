/** What a browser may import: shapes and their messages, without the server behind them. */
export * from "./ai-cost/schema";
export * from "./inputs";
export * from "./pipeline-runs/schema";
export * from "./projects/schema";
