/* eslint-disable @typescript-eslint/no-unused-vars -- a script shares its variables with the scripts that follow */
// culprit
let currentPlayer

function play(player) {
  currentPlayer = player
}
