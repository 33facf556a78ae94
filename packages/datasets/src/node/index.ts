export { readFreemusicc } from "./read-freemusicc.ts";
export { readCatalogue } from "./read-catalogue.ts";
