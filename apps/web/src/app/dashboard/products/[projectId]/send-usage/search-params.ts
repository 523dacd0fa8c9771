import { parseAsStringLiteral } from "nuqs/server";
import { SOURCE_IDS } from "./sources/sources";

/** Which source's lines are shown; one that nobody knows falls back to the first. */
export const sourceParam = parseAsStringLiteral(SOURCE_IDS).withDefault("claude-code");
