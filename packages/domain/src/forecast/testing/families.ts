import { normal } from "./random";

/** How many runs are expected on each of the days, before chance and the weekday. */
type Level = (day: number) => number;

/** A way in which products spend. It draws a product of its kind from the random numbers. */
export type Family = (random: () => number, days: number) => Level;

const between = (random: () => number, low: number, high: number) => low + random() * (high - low);
const isWeekend = (day: number) => day % 7 >= 5;
const dayOfMonth = (day: number) => day % 30;

const steady: Family = (random) => {
  const level = between(random, 5, 40);
  return () => level;
};

const growth: Family = (random) => {
  const start = between(random, 3, 15);
  const monthly = between(random, 0.05, 0.3);
  return (day) => start * (1 + monthly) ** (day / 30);
};

/** A few days in a row cost several times as much. */
const bursts: Family = (random, days) => {
  const level = between(random, 5, 20);
  const factors = Array<number>(days).fill(1);
  for (let day = 0; day < days; day += Math.ceil(between(random, 10, 50))) {
    const factor = between(random, 3, 6);
    for (let i = day; i < day + Math.ceil(between(random, 1, 4)); i++) factors[i] = factor;
  }
  return (day) => level * (factors[day] ?? 1);
};

/** The level changes for good, up or down, about every four months. */
const levelShift: Family = (random, days) => {
  const levels: number[] = [];
  let level = between(random, 5, 30);
  let next = between(random, 60, 180);
  for (let day = 0; day < days; day++) {
    if (day > next) {
      level = Math.min(200, Math.max(1, level * (random() < 0.5 ? 0.5 : 2)));
      next = day + between(random, 60, 180);
    }
    levels.push(level);
  }
  return (day) => levels[day] ?? 0;
};

/** A quiet product that is launched one day and levels off within a month. */
const launch: Family = (random) => {
  const [quiet, full] = [between(random, 2, 6), between(random, 15, 50)];
  const at = between(random, 60, 240);
  return (day) => (day < at ? quiet : full - (full - quiet) * Math.exp(-(day - at) / 15));
};

const sparse: Family = (random) => {
  const level = between(random, 0.4, 1.2);
  return () => level;
};

/** Only working days have runs. */
const weekdays: Family = (random) => {
  const level = between(random, 5, 40);
  return (day) => (isWeekend(day) ? 0 : level);
};

const randomWalk: Family = (random, days) => {
  const levels: number[] = [];
  let logLevel = Math.log(between(random, 5, 30));
  for (let day = 0; day < days; day++) {
    logLevel = Math.min(Math.log(200), Math.max(0, logLevel + 0.08 * normal(random)));
    levels.push(Math.exp(logLevel));
  }
  return (day) => levels[day] ?? 0;
};

/** Nobody works for one to two weeks, several times a year. */
const holidays: Family = (random, days) => {
  const level = between(random, 5, 40);
  const off = new Set<number>();
  for (let day = between(random, 30, 120); day < days; day += between(random, 70, 150))
    for (let i = 0; i < between(random, 7, 14); i++) off.add(Math.floor(day) + i);
  return (day) => (off.has(day) ? 0 : level);
};

/** A batch on the first days of each month beside the daily runs. */
const monthlyBatch: Family = (random) => {
  const [level, batch] = [between(random, 4, 15), between(random, 30, 100)];
  return (day) => (dayOfMonth(day) < 2 ? level + batch : level);
};

/** Two weeks of work, then two weeks of little. */
const twoWeeks: Family = (random) => {
  const [level, offset] = [between(random, 8, 30), Math.floor(between(random, 0, 28))];
  return (day) => ((day + offset) % 28 < 14 ? level : level * 0.1);
};

/** The families of products on which the forecast is measured. Refunds are applied to the runs' costs. */
export const FAMILIES = {
  steady,
  growth,
  bursts,
  levelShift,
  launch,
  sparse,
  refunds: steady,
  weekdays,
  randomWalk,
  holidays,
  monthlyBatch,
  twoWeeks,
} satisfies Record<string, Family>;

export type FamilyName = keyof typeof FAMILIES;
