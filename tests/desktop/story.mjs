// The app as a person meets it, in its real window.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { freshPlace, openWindow } from './driver.mjs'

const DOORS = [
  ['Essayer avec une entreprise de démonstration', 'button', 'Ouvrir la démonstration'],
  ['Importer mes factures', 'link', 'Choisir un fichier'],
  ['Saisir ma première facture', 'link', 'Saisir une facture'],
]

test('the first start offers three doors, and the first leads to a day of work', async () => {
  const place = freshPlace()
  const window = await openWindow(place)
  try {
    assert.equal(await window.title(), 'Échu')
    for (const [title, role, go] of DOORS) {
      await window.find('heading', title)
      await window.find(role, go)
    }
    await window.picture('first-start')
    await window.click('button', 'Ouvrir la démonstration')
    await window.click('button', /Préparer les relances du jour/)
    await window.find('button', /Envoyer les \d+/)
    await window.picture('prepared')
  } finally {
    await window.close()
    place.remove()
  }
})
