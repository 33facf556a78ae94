export { createMusicVocabulary } from "./music-tokens/music-vocabulary.ts";
export type { MusicVocabulary } from "./music-tokens/music-vocabulary.ts";
export { renderConversation, renderPrompt } from "./rendering/render-conversation.ts";
export type { ConversationRenderer, TrainingDocument, Turn } from "./rendering/render-conversation.ts";
export { renderFacts } from "./rendering/render-facts.ts";
export { renderPlaylist } from "./rendering/render-playlist.ts";
export { catalogueConstraint } from "./constraint/catalogue-constraint.ts";
export { talkPlayObjective } from "./objective/talkplay-objective.ts";
export { combineWithSimilarity, likelihoodScores } from "./ranking/likelihood-ranker.ts";
export type { CodeCatalogue } from "./ranking/likelihood-ranker.ts";
export { sampleAndLookUp } from "./ranking/paper-ranker.ts";
export type { ReverseLookup } from "./ranking/paper-ranker.ts";
export { Recommender } from "./recommender/recommender.ts";
export type { Recommendation, RecommenderParts, RecommendOptions } from "./recommender/recommender.ts";
export {
  codeIndexOf,
  loadRecommender,
  musicVocabularyOf,
  RecommenderFolderError,
  saveRecommender,
} from "./artifact/artifact.ts";
export type { RecommenderFiles } from "./artifact/artifact.ts";
