// Everything here makes pages nicer; none of it is needed.
import { createAll, Button, ErrorSummary, NotificationBanner, SkipLink } from './govuk-frontend.min.js'
import { countCharacters } from './count.js'
import { previewFiles } from './files.js'
import { passkey } from './passkey.js'
import { counter } from './reception.js'
import { revealChosen } from './reveal.js'
import { watchSession } from './session.js'

document.body.classList.add('js-enabled', 'govuk-frontend-supported')

function enhance(root) {
  createAll(Button, {}, { scope: root })
  revealChosen(root)
  root.querySelectorAll('[data-mc-count]').forEach(countCharacters)
  root.querySelectorAll('[data-mc-file]').forEach(previewFiles)
}

createAll(SkipLink)
createAll(ErrorSummary)
createAll(NotificationBanner)
enhance(document)
document.querySelectorAll('[data-mc-counter]').forEach(counter)
document.querySelectorAll('[data-mc-passkey]').forEach(passkey)
document.querySelectorAll('[data-mc-session]').forEach(watchSession)

// A swapped part is enhanced like a page; its heading is read out, and gets the
// focus if the reader was inside the part that went away.
document.addEventListener('htmx:beforeSwap', (e) => {
  e.detail.target.toggleAttribute('data-mc-focus', e.detail.target.contains(document.activeElement))
})
document.addEventListener('htmx:afterSwap', (e) => {
  const part = e.detail.elt
  enhance(part)
  const heading = part.querySelector('h2, h3, caption, [data-mc-say]')
  const live = document.getElementById('mc-live')
  if (live && heading) live.textContent = heading.textContent.trim()
  if (part.hasAttribute('data-mc-focus') && heading) {
    heading.tabIndex = -1
    heading.focus()
  }
})
