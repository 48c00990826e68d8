import importX from 'eslint-plugin-import-x'
import jsdoc from 'eslint-plugin-jsdoc'
import tseslint from 'typescript-eslint'

const core = './packages/core/src'

/** What each folder of core may import besides itself; the arrows of docs/architecture.md. */
const mayImport = {
  capture: ['errors.ts'],
  heap: ['errors.ts'],
  heapsnapshot: ['errors.ts', 'heap'],
  graph: ['errors.ts', 'here.ts', 'heap'],
  explain: ['errors.ts', 'here.ts', 'heap', 'graph'],
  render: ['errors.ts', 'heap', 'graph', 'explain'],
  artifacts: ['errors.ts', 'heap', 'graph', 'explain', 'render'],
  accepted: ['errors.ts', 'heap', 'graph', 'explain', 'render', 'artifacts'],
  snapshot: ['errors.ts', 'here.ts', 'capture', 'heapsnapshot', 'heap', 'graph', 'explain', 'render'],
}

const zones = Object.entries(mayImport).map(([folder, allowed]) => ({
  target: `${core}/${folder}`,
  from: core,
  except: [`./${folder}`, ...allowed.map((place) => `./${place}`)],
  message: `${folder}/ may import only: ${allowed.join(', ')}`,
}))

export default tseslint.config(
  {
    ignores: [
      '**/dist/**',
      '**/node_modules/**',
      '**/toleak-report/**',
      '**/.vitest/**',
      '**/.cache/**',
      '**/coverage/**',
    ],
  },
  ...tseslint.configs.recommended,
  {
    files: ['**/*.{ts,tsx,mts,cts,js,mjs,cjs}'],
    plugins: { 'import-x': importX, jsdoc },
    rules: {
      'import-x/no-restricted-paths': ['error', { zones }],
      'import-x/no-default-export': 'error',
      'import-x/no-cycle': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-restricted-syntax': [
        'error',
        {
          selector: 'ExportAllDeclaration',
          message: 'List what is exported: the public surface is a decision.',
        },
      ],
    },
    settings: { 'import-x/resolver': { node: { extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs'] } } },
  },
  {
    files: ['packages/*/src/**/*.ts'],
    rules: {
      'jsdoc/require-jsdoc': [
        'error',
        {
          publicOnly: true,
          require: { FunctionDeclaration: true, ClassDeclaration: true, MethodDefinition: true },
          contexts: ['TSInterfaceDeclaration', 'TSTypeAliasDeclaration'],
          checkConstructors: false,
        },
      ],
      'no-console': 'error',
    },
  },
  {
    files: ['packages/core/src/**/*.ts'],
    ignores: ['packages/core/src/capture/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: ['node:v8', 'node:inspector', 'v8', 'inspector'].map((name) => ({
            name,
            message: 'Only capture/ talks to V8.',
          })),
        },
      ],
    },
  },
  {
    files: [
      '**/*.config.{ts,js,mjs,cjs}',
      'vitest.workspace.ts',
      '**/test/**',
      'examples/**',
      'scripts/**',
      'docs/**',
    ],
    rules: { 'import-x/no-default-export': 'off', '@typescript-eslint/no-require-imports': 'off' },
  },
)
