// culprit
const counted = []

exports.count = function count(thing) {
  return counted.push(thing)
}
