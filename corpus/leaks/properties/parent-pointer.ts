import type { LeakCase } from '../../leak-case.ts'

class Tree {
  readonly root = new Branch(this)
}

class Branch {
  readonly children: Branch[] = []
  readonly parent: Tree | Branch
  constructor(parent: Tree | Branch) {
    this.parent = parent
  }

  grow(): Branch {
    const branch = new Branch(this)
    this.children.push(branch)
    return branch
  }
}

// culprit
const selection: { branch?: Branch; depth?: number } = {}

export const leakCase: LeakCase = {
  target: Tree,
  leaking() {
    selection.branch = new Tree().root.grow()
  },
  fixed() {
    const branch = new Tree().root.grow()
    selection.depth = branch.children.length + 1
  },
  root: 'module leaks/properties/parent-pointer.ts',
  says: ['`selection`', 'Branch', '.branch', '.parent'],
  cut: '.branch of Object `selection`',
}
