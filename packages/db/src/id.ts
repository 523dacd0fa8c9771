import { v7 } from "uuid";

/** A new UUIDv7: ids are made by the application and sort by the moment of their making. */
export const newId = (): string => v7();
