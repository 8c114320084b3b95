// Shows the pictures that were chosen, before they are sent.
export function previewFiles(group) {
  const input = group.querySelector('input[type=file]')
  const box = group.querySelector('[data-mc-preview]')
  if (!input || !box) return
  input.addEventListener('change', () => {
    box.querySelectorAll('img').forEach((img) => URL.revokeObjectURL(img.src))
    box.replaceChildren(...[...input.files].map(shot))
  })
  if (group.dataset.mcFailed) showSending(group, box)
}

// A field that sends its files at once shows how far it is, and says when the
// sending failed; the page's own button still works then.
function showSending(group, box) {
  const bar = document.createElement('progress')
  bar.className = 'mc-file__progress'
  bar.max = 1
  const says = document.createElement('p')
  says.className = 'mc-file__failed'
  says.setAttribute('role', 'alert')
  group.addEventListener('htmx:beforeSend', () => {
    says.remove()
    bar.removeAttribute('value')
    box.after(bar)
  })
  group.addEventListener('htmx:xhr:progress', (e) => {
    if (e.detail.lengthComputable && bar.isConnected) bar.value = e.detail.loaded / e.detail.total
  })
  for (const failure of ['htmx:responseError', 'htmx:sendError', 'htmx:timeout']) {
    group.addEventListener(failure, () => {
      bar.remove()
      says.textContent = group.dataset.mcFailed
      box.after(says)
    })
  }
}

function shot(file) {
  const figure = document.createElement('figure')
  figure.className = 'mc-file__shot'
  let picture
  if (file.type.startsWith('image/')) {
    picture = document.createElement('img')
    picture.alt = ''
    picture.src = URL.createObjectURL(file)
  } else {
    picture = document.createElement('span')
    picture.textContent = file.name.split('.').pop().toUpperCase()
    picture.setAttribute('aria-hidden', 'true')
  }
  const caption = document.createElement('figcaption')
  caption.textContent = `${file.name} (${size(file.size)})`
  figure.append(picture, caption)
  return figure
}

function size(bytes) {
  const lang = document.documentElement.lang
  if (bytes < 1e6) return `${Math.ceil(bytes / 1e3).toLocaleString(lang)} KB`
  return `${(bytes / 1e6).toLocaleString(lang, { maximumFractionDigits: 1 })} MB`
}
