import { configureTextEncoding, getTextEncoding } from "@bufbuild/protobuf/wire";

/**
 * Makes the protobuf decoder replace invalid UTF-8 instead of failing. Exporters cut long attributes
 * within a character, and one such attribute must not make the whole batch invalid. The setting applies to
 * the whole process, but no other code in it decodes protobuf.
 */
const strict = getTextEncoding();
configureTextEncoding({
  ...strict,
  decodeUtf8: (bytes) => strict.decodeUtf8(bytes),
  checkUtf8: () => true,
});
