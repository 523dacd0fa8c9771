import localFont from "next/font/local";

/** Inter, served by this app; its `variable` goes on <html>. Next adjusts the fallback font, so nothing shifts. */
export const inter = localFont({
  src: "./fonts/inter-latin.woff2",
  variable: "--font-inter",
  weight: "100 900",
  display: "swap",
});
