export { daysOf, daysUpTo, monthsUpTo } from "./paper-calendar";
export { dollarsText, millionthsOf, nearestEven } from "./paper-money";
export { inZone, isOtherDay, ZONES } from "./time-zones";
