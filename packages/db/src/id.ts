import { v7, validate } from "uuid";

/** A new UUIDv7: ids are made by the application and sort by the moment of their making. */
export const newId = (): string => v7();

/** Whether a text could be an id; anything else would be an error of the database. */
export const isId = (text: string): boolean => validate(text);
