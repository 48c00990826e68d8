exports.welcome = undefined

exports.enter = function enter(guest) {
  // culprit
  exports.welcome = function welcome() {
    return `Welcome, ${guest.name}`
  }
}

exports.leave = function leave() {
  exports.welcome = undefined
}
