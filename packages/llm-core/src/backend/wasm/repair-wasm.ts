export function repairWasm(): void {}
