export {
  createRowLookup,
  type FoundRows,
  type RowLookup,
  type RowLookupOptions,
} from "./create-row-lookup.ts";
