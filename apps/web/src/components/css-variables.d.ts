import "react";

declare module "react" {
  interface CSSProperties {
    /** Allows CSS custom properties, such as `--size`, in a `style` prop. */
    [variable: `--${string}`]: string | number | undefined;
  }
}
