import type { NextConfig } from "next";

/** What every answer says to the browser; the policy for scripts is made for each request in `src/proxy.ts`. */
const SECURITY_HEADERS = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Referrer-Policy", value: "same-origin" },
  { key: "Permissions-Policy", value: "camera=(), geolocation=(), microphone=()" },
];

const config: NextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  images: { unoptimized: true },
  transpilePackages: [
    "@ai-cost/api",
    "@ai-cost/auth",
    "@ai-cost/db",
    "@ai-cost/domain",
    "@ai-cost/ingest",
    "@ai-cost/ledger",
  ],
  serverExternalPackages: ["postgres"],
  // `pnpm verify` checks the types of the whole repository; a build does not repeat it.
  typescript: { ignoreBuildErrors: true },
  headers: async () => [{ source: "/:path*", headers: SECURITY_HEADERS }],
};

export default config;
