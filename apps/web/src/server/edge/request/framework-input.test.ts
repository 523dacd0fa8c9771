import { describe, expect, test } from "vitest";
import { CLOSE, edgeSuite, HEADERS } from "../edge-server.testing";

const edge = edgeSuite();

const sendForm = (body: string, type = "multipart/form-data; boundary=x", path = "/sign-in") =>
  edge.send(
    `POST ${path} HTTP/1.1\n${CLOSE}\nContent-Type: ${type}\nContent-Length: ${body.length}`,
    body,
  );
const PART = `--x\r\ncontent-disposition: form-data; name="$ACTION_ID_${"0".repeat(42)}"\r\n\r\nb\r\n`;

const partOf = (parameters: string, ...headers: string[]) =>
  ["--x", `content-disposition: form-data; ${parameters}`, ...headers, "", "b", ""].join("\r\n");

describe("input that Next would answer with 500", () => {
  test.each<[string, string, string?]>([
    ["without a boundary", PART, "multipart/form-data"],
    ["without an end", PART],
    ["without a part", "--y--"],
    ["without a body", ""],
    [
      "with a part that is only named",
      `${PART}--x\r\ncontent-disposition: form-data\r\n\r\n\r\n--x--`,
    ],
    ["with an empty name", `${PART}${partOf('name=""')}--x--`],
    ["with a NUL in a name", `${PART}${partOf('name="a\0b"')}--x--`],
    ["with an escape in a name", `${PART}${partOf('name="$ACTION\\_REF_1"')}--x--`],
    ["with a file", `${PART}${partOf('name="a"; filename="b"')}--x--`],
    [
      "with an encoded part",
      `${PART}${partOf('name="a"', "content-transfer-encoding: base64")}--x--`,
    ],
    [
      "with the type of a part",
      `${PART}${partOf('name="a"', "content-type: text/plain; charset=utf-16")}--x--`,
    ],
    ["with text before its parts", `a\r\n${PART}--x--`],
    ["with text after its parts", `${PART}--x--\r\n--x`],
    ["with its boundary in a text", `${PART.replace("b\r\n", "boundary=x\r\n")}--x--`],
    ["with a longer boundary in a text", `${PART}--xy\r\n\r\n--x--`],
  ])("a form %s gets 400", async (_, body, type) => {
    await edge.open();
    expect(await sendForm(body, type)).toMatchObject({ status: 400, headers: HEADERS });
    expect(edge.handled).toEqual([]);
  });

  test("a complete form is passed on unchanged", async () => {
    await edge.open();
    expect(await sendForm(`${PART}--x--\r\n`)).toMatchObject({ status: 200 });
    expect(edge.handled).toEqual([`${PART}--x--\r\n`]);
  });

  test("the form with which a mail program unsubscribes is passed on, because it calls no action", async () => {
    await edge.open();
    const form = `${partOf('name="List-Unsubscribe"')}--x--\r\n`;
    expect(await sendForm(form)).toMatchObject({ status: 400 });
    const unsubscribed = await sendForm(form, undefined, "/alerts/unsubscribe/a.b-c/one-click");
    expect(unsubscribed).toMatchObject({ status: 200 });
    expect(edge.handled).toEqual([form]);
  });

  test.each(["%", "{", "%5B%5D", "null"])("the router state %s gets 400", async (tree) => {
    await edge.open();
    const response = await edge.send(`GET /a HTTP/1.1\n${CLOSE}\nNext-Router-State-Tree: ${tree}`);
    expect(response).toMatchObject({ status: 400, headers: HEADERS });
  });

  test("a valid router state is passed on", async () => {
    await edge.open();
    const tree = encodeURIComponent(JSON.stringify(["", { children: ["dashboard", {}] }]));
    const response = await edge.send(`GET /a HTTP/1.1\n${CLOSE}\nNext-Router-State-Tree: ${tree}`);
    expect(response.status).toBe(200);
  });
});

test("an action that Next forwards to another page of this server is refused as unknown", async () => {
  await edge.open();
  const response = await edge.send(`POST /a HTTP/1.1\n${CLOSE}\nX-Action-Forwarded: 1`);
  expect(response).toMatchObject({ status: 404, headers: { "x-nextjs-action-not-found": "1" } });
  expect(edge.handled).toEqual([]);
});
