// Everything here makes pages nicer; none of it is needed.
import { createAll, Button, Checkboxes, ErrorSummary, NotificationBanner, Radios, SkipLink } from './govuk-frontend.min.js'
import { countCharacters } from './count.js'
import { previewFiles } from './files.js'

document.body.classList.add('js-enabled', 'govuk-frontend-supported')

function enhance(root) {
  for (const component of [Button, Checkboxes, Radios]) createAll(component, {}, { scope: root })
  root.querySelectorAll('[data-mc-count]').forEach(countCharacters)
  root.querySelectorAll('[data-mc-file]').forEach(previewFiles)
}

createAll(SkipLink)
createAll(ErrorSummary)
createAll(NotificationBanner)
enhance(document)

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
