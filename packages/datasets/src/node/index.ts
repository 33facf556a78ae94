export { readFreemusicc } from "./read-freemusicc.ts";
export { readCatalogue } from "./read-catalogue.ts";
export { readCpcd } from "./read-cpcd.ts";
export { readDialogues } from "./read-dialogues.ts";
export { writeDialogues } from "./write-dialogues.ts";
