import "react";

declare module "react" {
  interface CSSProperties {
    /** Custom properties, which the style sheets read by `var()`. */
    [variable: `--${string}`]: string | number | undefined;
  }
}
