import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/**
 * Axe runs in its legacy mode, because this mode needs no extra browser page. It does not test frames,
 * but our pages have none. Only violations are reported.
 */
export const axe = (page: Page) =>
  new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ["violations"] });

export async function expectNone(builder: AxeBuilder) {
  const { violations } = await builder.analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
}

export const expectNoViolations = (page: Page) => expectNone(axe(page).withTags(TAGS));

/** Checks only the open dialog or menu: another test checks the page under it. */
export const expectNoViolationsIn = (page: Page, selector: string) =>
  expectNone(axe(page).include(selector).withTags(TAGS));
