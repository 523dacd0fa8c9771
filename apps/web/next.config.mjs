// This file is JavaScript because the server reads it at every start: Next would have to compile
// TypeScript each time.

/** @type {import("next").NextConfig} */
export default {
  reactStrictMode: true,
  poweredByHeader: false,
  images: { unoptimized: true },
  transpilePackages: [
    "@ai-cost/api",
    "@ai-cost/auth",
    "@ai-cost/budgets",
    "@ai-cost/db",
    "@ai-cost/domain",
    "@ai-cost/fairness",
    "@ai-cost/ingest",
    "@ai-cost/ledger",
    "@ai-cost/notifications",
    "@ai-cost/pricing",
    "@ai-cost/web-server",
  ],
  serverExternalPackages: ["postgres"],
  turbopack: {
    // The client's entry of nuqs has the parsers too, so browsers need not load them twice.
    resolveAlias: { "nuqs/server": { browser: "nuqs" } },
  },
  // `pnpm verify` checks the types of the whole repository; a build does not repeat it.
  typescript: { ignoreBuildErrors: true },
};
