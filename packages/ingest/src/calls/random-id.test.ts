import { expect, test } from "vitest";
import { isRandomId } from "./random-id";

test.each([
  "chatcmpl-5d1c0f9e-aaaa-4d2e-9a53-11e3d9b1c001",
  "chatcmpl-pgcnvo71y6dfqg6wq8ev987y",
  "msg_01XFDUDYJgAACzvnptvVoYEL",
  "resp_8kls2nx8jlliothnymh006zm",
  "req_011CSHoEeqs5C35K2UUqR7Fy",
  "gen-1763456789-AbCd3fGh1jKlMn0pQrSt",
  "mAitaLmkHPPlz7IPvtfUqQ4",
  "b7ad6b71692033310af7651916cd43dd",
])("%s identifies a call without its provider", (id) => {
  expect(isRandomId(id)).toBe(true);
});

test.each([
  "",
  "chatcmpl-42",
  "resp_68a1f0c2d9",
  "msg_dup1",
  "8231168139794583938",
  "chatcmpl-00000000000000000000000000000017",
  "2026-11-28T12:00:00.000Z",
  "order-17-of-customer-2049-in-batch-3",
  "nightly-summary-of-all-documents",
  "NightlySummaryOfAllDocuments",
  "request1234 with 5d1c0f9e-aaaa-4d2e-9a53-11e3d9b1c001",
  "openai/5d1c0f9e-aaaa-4d2e-9a53-11e3d9b1c001",
])("%s identifies a call only together with its provider", (id) => {
  expect(isRandomId(id)).toBe(false);
});
