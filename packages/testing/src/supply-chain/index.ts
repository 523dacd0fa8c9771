export { findLeaks } from "./find-leaks";
export { findServerParts } from "./find-server-parts";
