import { foldName } from "../formats/fields";
import type { FileFormat } from "../formats/file-format";
import { kindOfColumn } from "../header/kind-of-column";
import { IMPORT_FLAGS } from "../import-flags";
import { UnreadableFile } from "../unreadable-file";

/**
 * Creates a check for the field names of a file's records. It throws an `UnreadableFile` for a field that
 * looks like usage and that the format does not know, such as a new token column in a later version of the
 * export.
 */
export function unreadUsageCheck(
  { title, usageFields }: FileFormat,
  ignored: readonly string[],
): (names: readonly string[]) => void {
  if (usageFields === null) return () => {};
  const checked = new Set([...usageFields, ...ignored].map(foldName));
  let last: readonly string[] = [];
  return (names) => {
    if (names === last) return;
    last = names;
    const sentences = names.flatMap((name) => {
      if (checked.has(foldName(name))) return [];
      checked.add(foldName(name));
      const kind = kindOfColumn(name);
      return kind === null || kind === "a cost" ? [] : [whatToDo(name, kind, title)];
    });
    if (sentences.length > 0) throw new UnreadableFile(sentences.join("\n"));
  };
}

const whatToDo = (name: string, kind: string, title: string): string =>
  `Column ${JSON.stringify(name)} looks like ${kind}, and this version cannot read it in the format "${title}". Leave it out with ${IMPORT_FLAGS.ignore} ${JSON.stringify(name)}.`;
