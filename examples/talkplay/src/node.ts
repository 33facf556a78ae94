export { loadRecommender } from "./artifact/load-recommender.ts";
export { saveRecommender } from "./artifact/save-recommender.ts";
export type { RecommenderFiles } from "./artifact/save-recommender.ts";
