import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { LedgerError } from "./ledger-error.ts";

/**
 * Makes this process the one writer of a ledger. The lock of a process that has died on this machine is taken over.
 *
 * @returns what gives the lock back.
 * @throws {LedgerError} if another process holds it.
 */
export function lockLedger(file: string): () => void {
  const lock = `${file}.lock`;
  const mine = JSON.stringify({ process: process.pid, host: hostname(), started: Date.now() });
  const draft = `${lock}.${process.pid}`;
  writeFileSync(draft, mine);
  try {
    // Linking, unlike creating and writing, shows others the lock and its content at one instant.
    if (!tryLink(draft, lock)) {
      const held = readIfThere(lock);
      if (held !== undefined && isAlive(held)) refuse(file, held);
      if (held !== undefined) removeStale(file, lock, held);
      if (!tryLink(draft, lock)) refuse(file, readIfThere(lock) ?? "{}");
    }
  } finally {
    rmSync(draft, { force: true });
  }
  return () => {
    if (readIfThere(lock) === mine) rmSync(lock, { force: true });
  };
}

/** Sets a dead process's lock aside; of several that try, one succeeds, and a lock that is new goes back. */
function removeStale(file: string, lock: string, held: string): void {
  const aside = `${lock}.stale-${process.pid}`;
  try {
    renameSync(lock, aside);
  } catch {
    return;
  }
  const moved = readFileSync(aside, "utf8");
  if (moved !== held) {
    tryLink(aside, lock);
    rmSync(aside);
    refuse(file, moved);
  }
  rmSync(aside);
}

function tryLink(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

function isAlive(held: string): boolean {
  const { process: id, host } = JSON.parse(held) as { process: number; host: string };
  if (host !== hostname()) return true;
  // After a restart in a container, the dead process can have had our own number.
  if (id === process.pid) return heldByThisProcess(held);
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function heldByThisProcess(held: string): boolean {
  const { started } = JSON.parse(held) as { started: number };
  return started >= Date.now() - process.uptime() * 1000;
}

function refuse(file: string, held: string): never {
  throw new LedgerError({
    file,
    message: `another run writes this ledger (${held}). Wait for it or stop it; if it is dead on another machine, delete ${file}.lock.`,
  });
}
