export { runImport } from "./import/run-import";
export { type PricedCall, priceOf } from "./prices/price-table";
