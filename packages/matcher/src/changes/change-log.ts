/** A track given a code, or a track that lost it. */
export interface Change {
  /** The change's place in the log, from 0. */
  number: number;
  row: number;
  code: Uint16Array;
  /** 1: the row has this code from here on; -1: it has it no longer. */
  sign: 1 | -1;
  /** Of an addition: the number of the change that took the code away again. Infinity while it lasts. */
  end: number;
}

/**
 * What happened to a catalogue since its codes were sorted. Only ever appended to, so that a reader who remembers how
 * many changes there were sees the catalogue as it was then, however many follow.
 */
export interface ChangeLog {
  changes: Change[];
  /** By modality, the changes of tracks with each code, in order. */
  byCode: Map<number, Change[]>[];
  /** By row, its additions, in order. */
  additions: Map<number, Change[]>;
  /** By row, the number of the change that took its sorted code away. */
  sortedEnds: Map<number, number>;
}

export function createChangeLog(depth: number): ChangeLog {
  return {
    changes: [],
    byCode: Array.from({ length: depth }, () => new Map()),
    additions: new Map(),
    sortedEnds: new Map(),
  };
}

/** Gives a row without a code this code. */
export function logAddition(log: ChangeLog, row: number, code: Uint16Array): void {
  const change = logChange(log, row, code, 1);
  listAt(log.additions, row).push(change);
}

/** Takes a row's code away. */
export function logRemoval(log: ChangeLog, row: number, code: Uint16Array): void {
  const { number } = logChange(log, row, code, -1);
  const addition = log.additions.get(row)?.at(-1);
  if (addition) addition.end = number;
  else log.sortedEnds.set(row, number);
}

function logChange({ changes, byCode }: ChangeLog, row: number, code: Uint16Array, sign: 1 | -1): Change {
  const change = { number: changes.length, row, code, sign, end: Infinity };
  changes.push(change);
  byCode.forEach((changesOf, modality) => listAt(changesOf, code[modality]!).push(change));
  return change;
}

function listAt(lists: Map<number, Change[]>, key: number): Change[] {
  let list = lists.get(key);
  if (!list) lists.set(key, (list = []));
  return list;
}
