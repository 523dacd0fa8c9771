/** Joins the class names that apply: `classNames("a", isOpen && "b")`. */
export const classNames = (...names: (string | false | undefined)[]): string =>
  names.filter(Boolean).join(" ");
