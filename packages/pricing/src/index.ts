export { type PriceableCall, type Pricing, priceCall } from "./price-call";
export { priceByTable } from "./price-table/price-by-table";
export { priceTokens } from "./price-tokens";
export { loadProjectPrices, type ProjectPrices } from "./project-prices";
export { type RepricedModel, repriceProject } from "./reprice/reprice-project";
export { makerOf } from "./sellers/maker-of-model";
export { canonicalProvider } from "./sellers/providers";
