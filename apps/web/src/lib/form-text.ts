import { notFound } from "next/navigation";

/**
 * The value of a text field in a form; an empty string when the field is missing or contains a file.
 * Anybody can call a server action without its form; the response is then a 404.
 */
export function formText(form: FormData, name: string): string {
  if (!(form instanceof FormData)) notFound();
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}
