import { readBothWays } from '../../packages/core/test/oracles/read-both-ways.ts'

/** The fuzzer's bytes are the file. Found wrong: whatever is read otherwise than by JSON.parse, or refused by an error that is not ours. */
export function fuzz(bytes: Buffer): void {
  readBothWays(bytes, 1 + (bytes.length % 40))
}
