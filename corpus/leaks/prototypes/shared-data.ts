import type { LeakCase } from '../../leak-case.ts'

class Plugin {
  readonly name = 'spelling'
}

// culprit
class Editor {
  declare plugin?: Plugin
}

function install(plugin: Plugin | undefined): void {
  Editor.prototype.plugin = plugin
}

export const leakCase: LeakCase = {
  target: Plugin,
  leaking() {
    install(new Plugin())
  },
  fixed() {
    install(new Plugin())
    install(undefined)
  },
  root: 'module leaks/prototypes/shared-data.ts',
  says: ['class Editor', 'prototype', '.plugin'],
  cut: '.plugin of prototype of class Editor',
}
