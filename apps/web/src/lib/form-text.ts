/** The value of a text field in a form; an empty string when the field is missing or contains a file. */
export function formText(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}
