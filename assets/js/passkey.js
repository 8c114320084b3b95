// Passkeys: the browser makes or uses a key, the form then sends its answer like
// any other form. The part is shown only where there are passkeys at all.
export function passkey(part) {
  const form = part.querySelector('form')
  const failed = part.querySelector('[data-mc-failed]')
  if (!form || !window.PublicKeyCredential?.parseRequestOptionsFromJSON) return
  part.hidden = false
  form.addEventListener('submit', async (e) => {
    if (form.elements.credential.value) return
    e.preventDefault()
    failed.textContent = ''
    const button = form.querySelector('button')
    button.disabled = true
    try {
      form.elements.credential.value = JSON.stringify(await ask(part.dataset))
      form.submit()
    } catch {
      failed.textContent = failed.dataset.mcFailed
    } finally {
      button.disabled = false
    }
  })
}

async function ask({ mcPasskey, mcBegin }) {
  const answer = await fetch(mcBegin, { method: 'POST', headers: { Accept: 'application/json' } })
  if (answer.redirected) location.assign(answer.url) // signed out, or to be proved once more
  if (!answer.ok) throw new Error(String(answer.status))
  const options = await answer.json()
  const key = mcPasskey === 'create'
    ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
    : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) })
  return key.toJSON()
}
