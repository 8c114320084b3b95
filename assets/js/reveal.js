// Shows what belongs to a radio or checkbox only while it is chosen. The fields
// stand right below it in the reading order, so nothing need be announced; and
// aria-expanded is not allowed on a radio (ARIA 1.2).
export function revealChosen(root) {
  for (const input of root.querySelectorAll('[data-mc-reveals]')) {
    const part = document.getElementById(input.dataset.mcReveals)
    const show = () => {
      const hidden = [...part.classList].find((c) => c.endsWith('__conditional'))
      part.classList.toggle(`${hidden}--hidden`, !input.checked)
    }
    // A radio hears nothing when a neighbour takes its place.
    input.closest('fieldset').addEventListener('change', show)
    show()
  }
}
