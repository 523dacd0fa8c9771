export { backfillLedger } from "./backfill/backfill-ledger";
export { canonicalModel } from "./names/canonical-model";
export { priceAgain } from "./price-again";
export { type PriceableCall, type Pricing, priceCall, tierOfCall } from "./price-call";
export { priceByTable } from "./price-table/price-by-table";
export { loadProjectPrices, type ProjectPrices, priceByTokenPrices } from "./project-prices";
export { type RepricedModel, repriceProject } from "./reprice/reprice-project";
export { makerOf } from "./sellers/maker-of-model";
export { canonicalProvider } from "./sellers/providers";
