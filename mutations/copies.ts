import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../scripts/repository.ts'
import type { Mutation } from './mutation.ts'
import { mutate } from './mutation.ts'

/** The folder's name of the copy with nothing broken. */
export const NOTHING = 'nothing'

const PARTS = ['package.json', 'tsconfig.json', 'tsup.config.ts', 'src', 'test']

/**
 * Copies core into folders of its own, once for each mutation and once as it is, laid out as the repository is, so that relative paths
 * keep their meaning.
 *
 * @param folder empty, absolute
 * @param mutations by the name of the copy's folder
 * @returns absolute path of the folder of the copies
 * @throws Error if a mutation's text is not there exactly once
 */
export function copyCores(folder: string, mutations: ReadonlyMap<string, Mutation>): string {
  const core = join(root, 'packages/core')
  const packages = join(folder, 'packages')
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  cpSync(join(root, 'tsconfig.base.json'), join(folder, 'tsconfig.base.json'))
  for (const name of [NOTHING, ...mutations.keys()]) {
    const copy = join(packages, name)
    mkdirSync(copy, { recursive: true })
    for (const part of PARTS) cpSync(join(core, part), join(copy, part), { recursive: true })
    const mutation = mutations.get(name)
    if (!mutation) continue
    const file = join(copy, 'src', mutation.file)
    writeFileSync(file, mutate(readFileSync(file, 'utf8'), mutation))
  }
  return packages
}
