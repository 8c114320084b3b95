// Says when the session is about to end, while there is still time to go on.
// Without this the page says at its foot when that is, and what was typed comes
// back after signing in again.
const before = 5 * 60_000

export function watchSession(box) {
  const words = box.querySelector('[data-mc-session-text]')
  const stay = box.querySelector('form')
  let timer
  const arm = (left) => {
    clearTimeout(timer)
    box.hidden = true
    if (left > 0) timer = setTimeout(warn, Math.max(left - before, 0), left)
  }
  const warn = (left) => {
    box.hidden = false
    words.textContent = words.dataset.mcSessionText.replace('{n}', Math.max(1, Math.round(Math.min(left, before) / 60_000)))
    timer = setTimeout(() => {
      words.textContent = words.dataset.mcSessionOver
      stay.hidden = true
    }, Math.min(left, before))
  }
  stay.addEventListener('submit', async (e) => {
    e.preventDefault()
    const answer = await fetch(stay.action, { method: 'POST', headers: { Accept: 'application/json' } }).catch(() => null)
    if (answer?.ok && !answer.redirected) arm(Number(await answer.text()) * 1000)
  })
  arm(Number(box.dataset.mcSession) * 1000)
}
