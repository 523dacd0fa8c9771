import { expect, test } from "vitest";
import { parseUsers } from "./server-user";

test("parseUsers reads the lines of /etc/passwd, including the negative ids of macOS", () => {
  const passwd =
    "root:x:0:0:root:/root:/bin/sh\n# a comment\nnobody:*:-2:-2:nobody:/:/usr/bin/false\n";
  expect(parseUsers(passwd)).toEqual([
    { name: "root", uid: 0, gid: 0 },
    { name: "nobody", uid: 4294967294, gid: 4294967294 },
  ]);
});
