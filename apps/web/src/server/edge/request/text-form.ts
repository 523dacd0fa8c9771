const TYPE = /^multipart\/form-data;\s*boundary=([\w'()+,./:=?-]{1,70})$/;
/** A part with its only header. The name has no character that parsers read in different ways. */
const FIELD = /^\r\ncontent-disposition: form-data; name="([ !#-[\]-~]+)"\r\n\r\n(.*)$/is;

/**
 * Parses a multipart form in the way in which browsers write one that contains only texts. Returns null for
 * any other body. Next reads the forms of scripts with one parser and the others with Node's. Both accept
 * more, such as files, types and encodings of parts and escapes in names, but do not agree about these, and
 * Next fails with some of them.
 */
export async function parseTextForm(
  body: Buffer<ArrayBuffer>,
  type: string,
): Promise<FormData | null> {
  const form = textFormOf(body, type);
  return form !== null && (await isReadByNode(body, type)) ? form : null;
}

function textFormOf(body: Buffer, type: string): FormData | null {
  const boundary = TYPE.exec(type)?.[1];
  if (boundary === undefined) return null;
  const [before, ...parts] = `\r\n${body.toString()}`.split(`\r\n--${boundary}`);
  const end = parts.pop();
  if (before !== "" || (end !== "--" && end !== "--\r\n")) return null;
  const form = new FormData();
  for (const part of parts) {
    const [, name, value] = FIELD.exec(part) ?? [];
    if (name === undefined || value === undefined) return null;
    form.append(name, value);
  }
  return form;
}

const isReadByNode = (body: Buffer<ArrayBuffer>, type: string): Promise<boolean> =>
  new Response(body, { headers: { "content-type": type } }).formData().then(
    () => true,
    () => false,
  );
