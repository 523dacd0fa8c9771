import { parseAsStringLiteral } from "nuqs/server";
import { SOURCE_IDS } from "./sources/sources";

/** The source whose instructions are shown. An unknown source counts as absent. */
export const sourceParam = parseAsStringLiteral(SOURCE_IDS).withDefault("claude-code");
