// The counter's keys and fresh parts. Without this every button still works.

// Function keys press their button or bring the keyboard to their field; bare
// letters are never taken, people type Vietnamese with them. What would throw
// away a half-filled page wants its key twice: the first brings the keyboard.
function keys(root) {
  document.addEventListener('keydown', (e) => {
    if (e.ctrlKey || e.altKey || e.metaKey || e.shiftKey || e.isComposing || !/^(F\d+|Escape)$/.test(e.key)) return
    const target = [...root.querySelectorAll(`[data-mc-key="${e.key}"]`)].find((x) => x.getClientRects().length)
    if (!target) return
    e.preventDefault()
    if (e.repeat) return
    if (target.matches('input')) {
      target.focus()
      target.select()
    } else if ('mcTwice' in target.dataset && document.activeElement !== target) target.focus()
    else target.click()
  })
}

const parts = { search: ['c-found'], refresh: ['c-where', 'c-papers', 'c-due'] }

// Sends the form as it stands, without its files, and takes the parts that
// depend on what was just changed. The keyboard stays where it is.
function refresher(form) {
  let latest
  form.addEventListener('submit', () => latest?.abort())
  return async (what) => {
    latest?.abort()
    const mine = (latest = new AbortController())
    const body = new FormData(form)
    for (const [name, value] of [...body]) if (value instanceof File) body.delete(name)
    body.set('act', 'update')
    try {
      const answer = await fetch(form.action, { method: 'POST', body, signal: mine.signal })
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
      for (const id of parts[what]) {
        const fresh = page.getElementById(id)
        const old = document.getElementById(id)
        if (fresh && old) swap(old, fresh)
      }
    } catch (e) {
      if (e.name !== 'AbortError') form.dataset.mcStale = ''
    }
  }
}

function swap(old, fresh) {
  const at = old.contains(document.activeElement) ? document.activeElement.id : ''
  for (const x of fresh.querySelectorAll('[autofocus]')) x.removeAttribute('autofocus')
  // A chosen file cannot be put into a new field, so the field itself stays.
  for (const file of old.querySelectorAll('input[type=file]')) {
    if (file.files.length) fresh.querySelector(`#${CSS.escape(file.id)}`)?.replaceWith(file)
  }
  old.replaceWith(fresh)
  if (at) document.getElementById(at)?.focus()
}

// Arrow keys lead from the search field through what was found and back.
function arrows(form) {
  form.addEventListener('keydown', (e) => {
    if (e.key !== 'ArrowDown' && e.key !== 'ArrowUp') return
    const field = form.querySelector('[data-mc-live="search"]')
    const stops = [field, ...form.querySelectorAll('#c-found button')]
    const at = stops.indexOf(document.activeElement)
    if (!field || at < 0) return
    e.preventDefault()
    stops[Math.min(Math.max(at + (e.key === 'ArrowDown' ? 1 : -1), 0), stops.length - 1)].focus()
  })
}

export function counter(root) {
  keys(root)
  if (root.tagName !== 'FORM') return
  arrows(root)
  const refresh = refresher(root)
  let timer
  root.addEventListener('submit', () => clearTimeout(timer))
  root.addEventListener('input', (e) => {
    if (e.target.dataset.mcLive !== 'search') return
    clearTimeout(timer)
    timer = setTimeout(() => refresh('search'), 200)
  })
  root.addEventListener('change', (e) => {
    if (e.target.dataset.mcLive === 'refresh') refresh('refresh')
  })
  // A file chosen says how many there are.
  root.addEventListener('change', (e) => {
    if (e.target.type !== 'file') return
    const word = e.target.parentElement.querySelector('.mc-counter__uploadword')
    if (word) word.textContent = `scan ${e.target.parentElement.querySelectorAll('input[type=hidden]').length + e.target.files.length}`
  })
}
