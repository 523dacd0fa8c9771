/** Joins the class names that are not false or undefined: `classNames("a", isOpen && "b")`. */
export const classNames = (...names: (string | false | undefined)[]): string =>
  names.filter(Boolean).join(" ");
