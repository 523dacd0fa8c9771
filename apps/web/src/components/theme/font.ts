import localFont from "next/font/local";

/** Inter, served from here; its `variable` goes on <html>. The fallback is metric-adjusted, so nothing shifts. */
export const inter = localFont({
  src: "./fonts/inter-latin.woff2",
  variable: "--font-inter",
  weight: "100 900",
  display: "swap",
});
