import { type ListedModel, withNote } from "./listed-model";
import { withTokenFactor } from "./tier-factors";

/** https://platform.claude.com/docs/en/manage-claude/data-residency, November 2026 */
const US_FACTOR = 1.1;

/** Applies what Anthropic charges for inference that runs in the US only. Other sellers have no such choice. */
export const inGeo = (listed: ListedModel, geo: string | null | undefined): ListedModel =>
  geo === "us" && listed.provider.id === "anthropic"
    ? withNote(
        withTokenFactor(listed, US_FACTOR),
        `inference in the US at ${US_FACTOR} times the standard price`,
      )
    : listed;
