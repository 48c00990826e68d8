import { jestFiles } from './consumer-of-jest.ts'
import { vitestFiles } from './consumer-of-vitest.ts'
import type { RunnerMajor } from './consumer-home.ts'
import type { NodeMajor } from './nodes.ts'
import type { Runner } from './runners.ts'

/** Who makes JavaScript of a consumer's TypeScript. */
export type Transform = 'runner' | 'babel-jest' | 'ts-jest' | 'esbuild' | 'swc'

/** A project of somebody who uses the packed packages, one combination of the matrix. */
export interface Consumer {
  readonly major: RunnerMajor
  readonly node: NodeMajor
  /** Of its package.json; under Jest also how its tests are run. */
  readonly type: 'module' | 'commonjs'
  readonly transform: Transform
  /** Whether its tests use the runner's globals; else they import. */
  readonly globals: boolean
  /** One of those that run each time. */
  readonly isCorner: boolean
}

/** What is special about a consumer's project. */
export interface ConsumerFiles {
  /** Text of each file that is not copied, by its path. */
  readonly files: Readonly<Record<string, string>>
  /** Flags of Node that the runner needs. */
  readonly nodeArgs: readonly string[]
  /** Arguments of the runner. */
  readonly args: readonly string[]
}

/** Oldest and newest runner and Node, both runners; between them each major with each Node that it runs on, and all else at least twice. */
export const consumers: readonly Consumer[] = [
  consumer('vitest-3', 20, 'module', 'runner', 'corner'),
  consumer('vitest-3', 22, 'commonjs', 'runner'),
  consumer('vitest-3', 24, 'module', 'swc', 'globals'),
  consumer('vitest-3', 26, 'module', 'runner'),
  consumer('vitest-4', 20, 'module', 'runner', 'globals'),
  consumer('vitest-4', 22, 'module', 'swc'),
  consumer('vitest-4', 24, 'commonjs', 'runner'),
  consumer('vitest-4', 26, 'module', 'runner'),
  consumer('vitest-5', 22, 'module', 'runner'),
  consumer('vitest-5', 24, 'commonjs', 'runner', 'globals'),
  consumer('vitest-5', 24, 'module', 'swc'),
  consumer('vitest-5', 26, 'module', 'runner', 'corner'),
  consumer('jest-29', 20, 'commonjs', 'babel-jest', 'corner', 'globals'),
  consumer('jest-29', 22, 'commonjs', 'ts-jest'),
  consumer('jest-29', 22, 'module', 'babel-jest'),
  consumer('jest-29', 24, 'commonjs', 'swc'),
  consumer('jest-29', 24, 'module', 'ts-jest', 'globals'),
  consumer('jest-29', 26, 'commonjs', 'esbuild'),
  consumer('jest-30', 20, 'commonjs', 'ts-jest', 'globals'),
  consumer('jest-30', 22, 'commonjs', 'esbuild'),
  consumer('jest-30', 22, 'module', 'ts-jest'),
  consumer('jest-30', 24, 'commonjs', 'babel-jest'),
  consumer('jest-30', 24, 'module', 'swc', 'globals'),
  consumer('jest-30', 26, 'module', 'babel-jest', 'corner'),
]

function consumer(
  major: RunnerMajor,
  node: NodeMajor,
  type: Consumer['type'],
  transform: Transform,
  ...marks: readonly ('corner' | 'globals')[]
): Consumer {
  const [globals, isCorner] = [marks.includes('globals'), marks.includes('corner')]
  return { major, node, type, transform, globals, isCorner }
}

/** Which of the two runners it uses. */
export function runnerOf({ major }: Pick<Consumer, 'major'>): Runner {
  return major.startsWith('vitest') ? 'vitest' : 'jest'
}

/** `vitest-3 node-20 module runner imports`. */
export function nameOf({ major, node, type, transform, globals }: Consumer): string {
  return `${major} node-${node} ${type} ${transform} ${globals ? 'globals' : 'imports'}`
}

/** What belongs to a consumer's project besides sources and tests. */
export function filesOf(consumer: Consumer): ConsumerFiles {
  return runnerOf(consumer) === 'vitest' ? vitestFiles(consumer) : jestFiles(consumer)
}
