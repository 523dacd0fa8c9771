/** A unit that providers charge for beside tokens, and what turns its listed price into one per million. */
interface UnitPrice {
  /** The name under which a charge stores the price. */
  name: string;
  perMillion: number;
}

/** The units that the first price table has prices for, by the table's names of the prices. */
export const UNIT_PRICES: ReadonlyMap<string, UnitPrice> = new Map([
  ["requests_kcount", { name: "requests", perMillion: 1000 }],
  ["web_searches_kcount", { name: "web_search", perMillion: 1000 }],
  ["storage_searches_kcount", { name: "file_search", perMillion: 1000 }],
  ["audio_hours", { name: "audio_second", perMillion: 1_000_000 / 3600 }],
]);
