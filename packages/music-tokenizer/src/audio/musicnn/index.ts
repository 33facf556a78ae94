export { MatrixFileError } from "../../embeddings/matrices/matrix-file-error.ts";
export { createMusicnn, type Musicnn, type MusicnnOptions } from "./create-musicnn.ts";
export { musicnnTags } from "./musicnn-tags.ts";
