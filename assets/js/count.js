// The characters left in a text field, counted as people do: é is one.
export function countCharacters(group) {
  const field = group.querySelector('textarea, input')
  const says = group.querySelector('[data-mc-count-text]')
  if (!field || !says) return
  const limit = Number(group.dataset.mcCount)
  const show = () => {
    const left = limit - [...field.value.normalize('NFC')].length
    const text = left < 0 ? says.dataset.mcCountOver : says.dataset.mcCountText
    says.textContent = text.replace('{n}', Math.abs(left).toLocaleString(document.documentElement.lang))
    says.classList.toggle('mc-over', left < 0)
  }
  // Read out when the typing pauses, not at each key.
  says.setAttribute('aria-live', 'polite')
  let timer
  field.addEventListener('input', () => {
    clearTimeout(timer)
    timer = setTimeout(show, 400)
  })
  if (field.value) show()
}
