export { MatrixFileError } from "../../embeddings/matrices/matrix-file-error.ts";
export { convertMusicnn } from "./convert-musicnn.ts";
