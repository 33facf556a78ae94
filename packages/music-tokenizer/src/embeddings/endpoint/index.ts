export { EmbeddedRowsError } from "../row-buffer.ts";
export { createEndpointEmbedder, type EndpointEmbedderOptions } from "./endpoint-embedder.ts";
export { EndpointError } from "./endpoint-error.ts";
