import type { ComponentProps } from "react";
import { classNames } from "../class-names";

const BASE =
  "inline-flex shrink-0 items-center justify-center gap-2 rounded-base border font-medium whitespace-nowrap print:hidden motion-safe:transition-colors pointer-coarse:min-h-11 pointer-coarse:min-w-11 disabled:opacity-50 aria-disabled:opacity-50";

const VARIANTS = {
  primary:
    "border-accent bg-accent text-on-accent hover:border-accent-strong hover:bg-accent-strong",
  secondary: "border-line bg-surface text-ink hover:bg-sunken",
  quiet: "border-transparent bg-transparent text-muted hover:bg-sunken hover:text-ink",
  danger: "border-line bg-surface text-danger hover:bg-danger-soft",
} as const;

const SIZES = {
  small: "h-8 px-2 text-sm",
  medium: "h-8 px-3 text-sm",
  large: "h-10 px-4 text-base",
  icon: "size-8 text-sm",
} as const;

export interface ButtonLook {
  variant?: keyof typeof VARIANTS;
  size?: keyof typeof SIZES;
}

/** The class names of a button. Links that look like buttons use them too. */
export const buttonLook = ({ variant = "secondary", size = "medium" }: ButtonLook = {}): string =>
  classNames(BASE, VARIANTS[variant], SIZES[size]);

/** A button. It submits a form only when `type="submit"` is set. */
export function Button({
  variant,
  size,
  className,
  ...props
}: ComponentProps<"button"> & ButtonLook) {
  const look = buttonLook({ ...(variant && { variant }), ...(size && { size }) });
  return <button type="button" {...props} className={classNames(look, className)} />;
}
