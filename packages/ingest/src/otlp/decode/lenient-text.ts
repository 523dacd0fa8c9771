import { configureTextEncoding, getTextEncoding } from "@bufbuild/protobuf/wire";

/**
 * Lets texts in that are not well formed, bytes with replacement characters: exporters cut long
 * attributes by bytes or by halves of a character, and that must not cost the whole batch. The
 * codec's setting is the process's; nothing else in it decodes protobuf.
 */
const strict = getTextEncoding();
configureTextEncoding({
  ...strict,
  decodeUtf8: (bytes) => strict.decodeUtf8(bytes),
  checkUtf8: () => true,
});
