import { configureTextEncoding, getTextEncoding } from "@bufbuild/protobuf/wire";

/**
 * Replaces invalid UTF-8 instead of failing: exporters cut long attributes within a character, and one
 * such text must not cost the whole batch. The setting is global to the process, and nothing else in
 * the process decodes protobuf.
 */
const strict = getTextEncoding();
configureTextEncoding({
  ...strict,
  decodeUtf8: (bytes) => strict.decodeUtf8(bytes),
  checkUtf8: () => true,
});
