// What the database tests of other packages share with those of this one. It needs Vitest, so it is not
// a part of `@ai-cost/api/testing`, which the fault suite also uses.
export { contextOf } from "./callers";
export { recordCharges } from "./charges";
export { insertFixture, NOW } from "./fixture";
