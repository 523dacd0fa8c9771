import { configureTextEncoding, getTextEncoding } from "@bufbuild/protobuf/wire";

/**
 * Lets texts that are no UTF-8 in, with replacement characters: exporters cut long attributes by
 * bytes, and a character cut in two must not cost the whole batch. The codec's setting is the
 * process's; nothing else in it decodes protobuf.
 */
export function readTextLeniently(): void {
  const encoding = getTextEncoding();
  configureTextEncoding({ ...encoding, decodeUtf8: (bytes) => encoding.decodeUtf8(bytes) });
}
