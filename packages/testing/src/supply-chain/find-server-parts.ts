import { readFileSync } from "node:fs";
import { join } from "node:path";
import { CHECKOUT } from "@ai-cost/command";
import * as db from "@ai-cost/db";
import { getTableName, is, Table } from "drizzle-orm";
import { type Finding, findPatterns } from "./finding";

const SERVER_PARTS = {
  "the database's driver": /\bdrizzle\b|\bpostgres\(/gi,
  "a table's name": anyOf(tableNames()),
  "a variable of the server": anyOf(variableNames()),
  "the folder of the build": new RegExp(CHECKOUT.replace(/\W/g, "\\$&"), "g"),
};

/** Finds texts of server code in a file that browsers load. */
export const findServerParts = (file: string, text: string): Finding[] =>
  findPatterns(file, text, SERVER_PARTS);

/**
 * The names of tables with several words. A name of one word, such as `users`, also occurs in code for
 * browsers.
 */
function tableNames(): string[] {
  return Object.values<unknown>(db)
    .filter((value) => is(value, Table))
    .map(getTableName)
    .filter((name) => name.includes("_"));
}

function variableNames(): string[] {
  const example = readFileSync(join(CHECKOUT, ".env.example"), "utf8");
  return [...example.matchAll(/^# ([A-Z_]+)=/gm)].map(([, name = ""]) => name);
}

function anyOf(words: string[]): RegExp {
  return new RegExp(`\\b(?:${words.join("|")})\\b`, "g");
}
