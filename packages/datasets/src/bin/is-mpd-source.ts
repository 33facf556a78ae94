import { statSync } from "node:fs";

/** Whether a path is a folder, an archive or a slice, which only the Million Playlist Dataset comes in. */
export function isMpdSource(path: string): boolean {
  return /\.(zip|tar|tgz|tar\.gz|json|json\.gz)$/i.test(path) || statSync(path).isDirectory();
}
