export { readRollups } from "./read-rollups";
