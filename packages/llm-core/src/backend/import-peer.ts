/** Imports an optional peer dependency; when it is not installed, rejects with a sentence that says how to. */
export async function importPeer<Module>(name: string, load: () => Promise<Module>): Promise<Module> {
  try {
    return await load();
  } catch (error) {
    throw new Error(`${name} does not load (install it: npm i ${name})`, { cause: error });
  }
}
