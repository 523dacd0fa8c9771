import "react";

declare module "react" {
  interface CSSProperties {
    /** Custom properties, which style sheets read with `var()`. */
    [variable: `--${string}`]: string | number | undefined;
  }
}
