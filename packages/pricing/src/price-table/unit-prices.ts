/**
 * A unit other than tokens that providers charge for, and the factor that converts its listed price to a
 * price per million.
 */
interface UnitPrice {
  /** The name under which a charge stores the price. */
  name: string;
  perMillion: number;
}

/** The units that have prices in the first price table. The keys are the table's names of these prices. */
export const UNIT_PRICES: ReadonlyMap<string, UnitPrice> = new Map([
  ["requests_kcount", { name: "requests", perMillion: 1000 }],
  ["web_searches_kcount", { name: "web_search", perMillion: 1000 }],
  ["storage_searches_kcount", { name: "file_search", perMillion: 1000 }],
  ["audio_hours", { name: "audio_second", perMillion: 1_000_000 / 3600 }],
]);
