import { type ListedModel, withNote } from "./listed-model";
import { withTokenFactor } from "./tier-factors";

/** Published at https://platform.claude.com/docs/en/manage-claude/data-residency, November 2026. */
const US_FACTOR = 1.1;

/** Applies Anthropic's surcharge for inference that runs only in the US. No other seller has this option. */
export const inGeo = (listed: ListedModel, geo: string | null | undefined): ListedModel =>
  geo === "us" && listed.provider.id === "anthropic"
    ? withNote(
        withTokenFactor(listed, US_FACTOR),
        `inference in the US at ${US_FACTOR} times the standard price`,
      )
    : listed;
