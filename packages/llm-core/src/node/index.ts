export { loadLlama } from "./huggingface/load-llama.ts";
export { modelFolder } from "./huggingface/model-folder.ts";
export { saveHuggingFace } from "./huggingface/save-hugging-face.ts";
export type { SaveHuggingFaceOptions } from "./huggingface/save-hugging-face.ts";
export { NativeSetupError } from "./native/native-setup-error.ts";
export type { NativeSetupObstacle } from "./native/native-setup-error.ts";
export type { NativeDevice } from "./native/native-recipe.ts";
export { setUpNative } from "./native/set-up-native.ts";
export type { SetUpNativeOptions } from "./native/set-up-native.ts";
