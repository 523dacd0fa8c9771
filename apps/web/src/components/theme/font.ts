import localFont from "next/font/local";

/**
 * The font Inter, served by this app. Its `variable` is set on <html>. Next adjusts the size of the
 * fallback font, so the text does not move when Inter has loaded.
 */
export const inter = localFont({
  src: "./fonts/inter-latin.woff2",
  variable: "--font-inter",
  weight: "100 900",
  display: "swap",
});
