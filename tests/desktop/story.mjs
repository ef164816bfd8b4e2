// The app as a person meets it, in its real window.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { freshPlace, openWindow } from './driver.mjs'

test('the first start offers three doors', async () => {
  const place = freshPlace()
  const window = await openWindow(place)
  try {
    assert.equal(await window.title(), 'Échu')
    await window.find('button', /Essayer avec une entreprise de démonstration/)
    await window.find('button', /Importer mes factures/)
    await window.find('button', /Saisir ma première facture/)
    await window.picture('first-start')
  } finally {
    await window.close()
    place.remove()
  }
})
