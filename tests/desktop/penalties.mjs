// Late-payment penalties between businesses, worked out again and on purpose otherwise than the engine does: a
// story whose letter is checked with the code that wrote it would prove nothing.
//
// C. com. L441-10 II: European Central Bank's rate of the 1st of January or July plus ten points, from the day
// after the due date; here a year has 365 days and each half-year is a line rounded to the cent.
import { readFileSync } from 'node:fs'

const RATES = new URL('../../src-tauri/core/src/interest/rates.csv', import.meta.url)
const DAY = 86_400_000
/** D441-5: forty euros an invoice. */
const FEE = 4_000

/** The half-year of an ISO day, written as in the table. */
export function halfYear(day) {
  return `${day.slice(0, 4)}-S${Number(day.slice(5, 7)) <= 6 ? 1 : 2}`
}

/** Basis points of the bank's rate by half-year, as the project keeps them. */
export function knownRates() {
  const lines = readFileSync(RATES, 'utf8').split('\n')
  return new Map(lines.filter((line) => /^\d{4}-S[12],/.test(line)).map((line) => line.split(',')).map(([name, refi]) => [name, Number(refi)]))
}

/** What a claim comes to on `until`: cents, and a line for each invoice and half-year. `rates` as `knownRates`. */
export function claim(invoices, until, rates) {
  const lines = invoices.flatMap((invoice) => linesOf(invoice, until, rates))
  const sum = (items, of) => items.reduce((total, item) => total + of(item), 0)
  const principal = sum(invoices, ({ balance }) => balance)
  const interest = sum(lines, (line) => line.interest)
  const fees = FEE * invoices.length
  return { lines, principal, interest, fees, total: principal + interest + fees }
}

function linesOf({ number, balance, dueOn }, until, rates) {
  // Day by day, then gathered: slow and plain, as one would on paper.
  const days = new Map()
  for (let at = Date.parse(dueOn) + DAY; at <= Date.parse(until); at += DAY) {
    const name = halfYear(new Date(at).toISOString())
    days.set(name, (days.get(name) ?? 0) + 1)
  }
  return [...days].map(([name, count]) => {
    const rate = rates.get(name)
    if (rate === undefined) throw new Error(`no rate is known for ${name}`)
    return { number, days: count, rate: rate + 1_000, interest: rounded(BigInt(balance) * BigInt(rate + 1_000) * BigInt(count), 3_650_000n) }
  })
}

/** A positive quotient to the nearest unit, halves up. */
function rounded(number, divisor) {
  return Number((2n * number + divisor) / (2n * divisor))
}

/** Cents as French people write them, with plain spaces: « 1 234,56 € ». */
export function euros(cents) {
  const whole = String(Math.floor(cents / 100)).replace(/\B(?=(\d{3})+$)/g, ' ')
  return `${whole},${String(cents % 100).padStart(2, '0')} €`
}
