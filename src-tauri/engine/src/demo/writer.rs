//! The rows of the demonstration, written day by day.
use super::agreement;
use super::bills::{Bill, bills};
use super::cast::{CAST, Person};
use super::pdf;
use super::plot::{PLOTS, Plot};
use crate::clock::instant;
use crate::error::Result;
use crate::store::clients::{self, Card};
use crate::store::documents::NewDocument;
use crate::store::holds::NewHold;
use crate::store::invoices::{Fields, Naming, Origin};
use crate::store::payments::{NewPayment, Source};
use crate::store::situation::plans;
use crate::store::{About, Tx, When, plans as plan_names};
use chrono::{NaiveDate, NaiveTime, TimeDelta};
use echu_core::dunning::{PHONE, Plan, REGISTERED_LETTER, Step};
use echu_core::ids::{ClientId, InvoiceId};
use echu_core::invoice::InvoiceKind;
use echu_core::money::Cents;
use echu_core::party::{Address, Creditor, DebtorKind};
use echu_core::payment::Share;
use echu_core::terms::Sector;
use echu_core::text::{euros, fold, long_date};
use echu_core::timeline::EventKind;
use echu_core::timeline::fact::desk;
use std::collections::BTreeMap;

/// Days from an invoice to its due date.
const TERMS: i64 = 30;

pub(super) fn write(tx: &mut Tx, creditor: &Creditor) -> Result<()> {
    let mut writer = Writer::new(tx, creditor)?;
    for (who, person) in CAST.iter().enumerate() {
        writer.client(tx, who, person)?;
    }
    for bill in bills() {
        writer.bill(tx, &bill)?;
    }
    for (who, plot) in PLOTS.iter().enumerate() {
        writer.play(tx, who, *plot)?;
    }
    tx.when = writer.now;
    Ok(())
}

pub(super) struct Writer {
    pub(super) now: When,
    creditor: String,
    creditor_siren: String,
    pub(super) clients: Vec<ClientId>,
    plans: BTreeMap<DebtorKind, Plan>,
    pub(super) open: BTreeMap<usize, Vec<(InvoiceId, NaiveDate, Cents)>>,
    numbers: BTreeMap<String, u32>,
}

impl Writer {
    fn new(tx: &Tx, creditor: &Creditor) -> Result<Writer> {
        let all = plans(&tx.sql)?;
        let defaults = plan_names::names(&tx.sql)?.into_iter().filter(|plan| plan.is_default);
        let plans = defaults.filter_map(|name| Some((name.debtor_kind, all.iter().find(|plan| plan.id == name.id)?.clone()))).collect();
        Ok(Writer {
            now: tx.when,
            creditor: creditor.name.clone(),
            creditor_siren: creditor.siren.clone(),
            clients: Vec::new(),
            plans,
            open: BTreeMap::new(),
            numbers: BTreeMap::new(),
        })
    }

    pub(super) fn day(&self, ago: i64) -> NaiveDate {
        self.now.today - TimeDelta::days(ago)
    }

    /// What follows was written that day, in the morning.
    pub(super) fn on(&self, tx: &mut Tx, day: NaiveDate) {
        let at = instant(day.and_time(NaiveTime::from_hms_opt(9, 30, 0).unwrap_or_default()));
        tx.when = When { at: at.min(self.now.at), today: day.min(self.now.today) };
    }

    fn client(&mut self, tx: &mut Tx, who: usize, person: &Person) -> Result<()> {
        self.on(tx, self.day(560));
        let plot = PLOTS[who];
        let mailbox: String = fold(person.name).chars().filter(char::is_ascii_alphanumeric).take(24).collect();
        let (postcode, city) = person.town.split_once(' ').unwrap_or(("", person.town));
        let id = tx.insert_client(
            &Card {
                name: person.name.to_owned(),
                debtor_kind: person.kind,
                siren: siren(person.name).to_owned(),
                siret: String::new(),
                vat_number: String::new(),
                contact_name: person.contact.to_owned(),
                email: if plot == Plot::NoEmail { String::new() } else { format!("{mailbox}@client.example") },
                email_copies: String::new(),
                phone: format!("02 99 00 01 {who:02}"),
                address: Address {
                    street: person.street.to_owned(),
                    postcode: postcode.to_owned(),
                    city: city.to_owned(),
                    ..Address::default()
                },
                terms: None,
                sector: Sector::General,
                contract_rate_bp: None,
                plan_id: None,
                handle_with_care: plot == Plot::Care,
                insolvent_on: (plot == Plot::Insolvent).then(|| self.day(30)),
                note: if plot == Plot::Care {
                    "Cliente depuis dix ans\u{a0}: appeler plutôt qu’écrire.".to_owned()
                } else {
                    String::new()
                },
            },
            None,
        )?;
        tx.record(About::client(id), &EventKind::ClientCreated)?;
        self.clients.push(id);
        Ok(())
    }

    fn bill(&mut self, tx: &mut Tx, bill: &Bill) -> Result<()> {
        let client_id = self.clients[bill.who];
        let due_on = self.day(bill.late);
        let issued_on = due_on - TimeDelta::days(TERMS);
        let number = self.next_number(issued_on);
        let fields = Fields {
            client_id,
            kind: InvoiceKind::Invoice,
            number: number.clone(),
            issued_on,
            due_on: Some(due_on).filter(|_| PLOTS[bill.who] != Plot::NoDueDate || bill.paid_after.is_some()),
            total: bill.total,
            subject: subject(bill),
            purchase_order: if CAST[bill.who].kind == DebtorKind::PublicBody {
                format!("BC {:04}", 2_000 + bill.who)
            } else {
                String::new()
            },
            contract_rate_bp: None,
            discount_bp: None,
            discount_until: None,
            delivered_on: None,
            parts: Vec::new(),
            retroactive: false,
            direct_debit: PLOTS[bill.who] == Plot::DirectDebit && bill.paid_after.is_none(),
        };
        self.on(tx, issued_on);
        let naming = Naming::between(&self.creditor_siren, "", CAST[bill.who].name);
        let id = tx.insert_invoice(&fields, &naming, Origin::default())?;
        tx.record(About::client(client_id).invoice(id), &EventKind::InvoiceCreated { number, total: bill.total, credit_note: false })?;
        if let Some(after) = bill.paid_after {
            return self.settled(tx, bill, id, due_on, after);
        }
        if bill.late > 0 {
            self.attach(tx, id, &fields)?;
        }
        self.open.entry(bill.who).or_default().push((id, due_on, bill.total));
        Ok(())
    }

    fn next_number(&mut self, issued_on: NaiveDate) -> String {
        let year = issued_on.format("%Y").to_string();
        let last = self.numbers.entry(year.clone()).or_default();
        *last += 1;
        format!("F-{year}-{last:03}")
    }

    fn attach(&self, tx: &mut Tx, id: InvoiceId, fields: &Fields) -> Result<()> {
        let due = fields.due_on.map(long_date).unwrap_or_default();
        let pdf = pdf::page(&[
            self.creditor.clone(),
            String::new(),
            format!("Facture {}", fields.number),
            format!("Date\u{a0}: {}", long_date(fields.issued_on)),
            format!("Objet\u{a0}: {}", fields.subject),
            format!("Total TTC\u{a0}: {}", euros(fields.total)),
            format!("À régler le {due}"),
        ])?;
        let name = format!("Facture-{}.pdf", fields.number);
        let new =
            NewDocument { client_id: fields.client_id, kind: "invoice", name: &name, dated_on: fields.issued_on, pages: 1, pdf: &pdf };
        let document = tx.insert_document(&new)?;
        tx.set_invoice_pdf(id, document)
    }

    pub(super) fn pay(&self, tx: &mut Tx, client: ClientId, on: NaiveDate, amount: Cents, invoice: Option<InvoiceId>) -> Result<()> {
        self.on(tx, on);
        let payment = tx.insert_payment(&NewPayment { client, on, amount, reference: "VIR SEPA RECU", indicated: true })?;
        let mut about = About::client(client);
        if let Some(invoice) = invoice {
            tx.allocate(Source::Payment(payment), &Share::of(invoice, amount))?;
            about = about.invoice(invoice);
        }
        tx.record(about, &EventKind::PaymentRecorded { amount, received_on: on, reference: "VIR SEPA RECU".to_owned() })
    }

    /// What the plot adds to its invoices.
    fn play(&mut self, tx: &mut Tx, who: usize, plot: Plot) -> Result<()> {
        let client = self.clients[who];
        let open = self.open.get(&who).cloned().unwrap_or_default();
        let Some(&(invoice, _, total)) = open.first() else { return Ok(()) };
        match plot {
            Plot::OnTime | Plot::NoDueDate | Plot::NoEmail | Plot::Care | Plot::DirectDebit => Ok(()),
            Plot::Chased { done_to, .. } => self.chased(tx, who, done_to),
            Plot::EndOfPlan => self.chased(tx, who, i32::MAX),
            Plot::Insolvent => self.chased(tx, who, 5),
            Plot::PartlyPaid => self.pay(tx, client, self.day(15), Cents(total.0 / 3), Some(invoice)),
            Plot::Bounced => {
                self.on(tx, self.day(2));
                let email = clients::get(&tx.sql, client)?.card.email;
                tx.flag_email(client, &email, "bounced")
            }
            Plot::Unallocated => self.pay(tx, client, self.day(4), Cents(total.0 / 2 + 137), None),
            Plot::JustCalled => self.call(tx, client, 3, "Messagerie, message laissé."),
            Plot::Disputed => {
                self.chased(tx, who, 5)?;
                let event =
                    EventKind::DisputeOpened(desk::Dispute { amount: None, answer_by: None, note: "Robinet non conforme.".to_owned() });
                self.hold(tx, client, "dispute", (9, None), None, &event, Some(invoice))
            }
            Plot::Paused => {
                let event = EventKind::Paused { until: Some(self.day(-12)), note: "Congés jusqu’à la mi-mois.".to_owned() };
                self.hold(tx, client, "pause", (2, Some(-12)), None, &event, None)
            }
            Plot::PromiseComing => {
                self.chased(tx, who, 5)?;
                let event = EventKind::PromiseMade(desk::Promise { amount: Some(total), due_on: self.day(-6), note: String::new() });
                self.hold(tx, client, "promise", (2, Some(-6)), Some(total), &event, None)
            }
            Plot::PromiseBroken => {
                self.chased(tx, who, 5)?;
                let event = EventKind::PromiseMade(desk::Promise { amount: Some(total), due_on: self.day(10), note: String::new() });
                self.hold(tx, client, "promise", (18, Some(10)), Some(total), &event, None)?;
                self.call(tx, client, 3, "Dit que le virement est parti.")
            }
            Plot::Credited => self.credit(tx, who, invoice, total),
            Plot::Agreed => agreement::kept(self, tx, who),
            Plot::AgreementBroken => agreement::broken(self, tx, who),
        }
    }

    /// The written steps of the plan that a client follows.
    pub(super) fn plan_of(&self, who: usize) -> impl Iterator<Item = &Step> {
        self.plans.get(&CAST[who].kind).into_iter().flat_map(|plan| &plan.steps).filter(|step| step.is_written())
    }

    /// The messages of the plan up to `done_to` days after the due date, each on its day.
    pub(super) fn chased(&self, tx: &mut Tx, who: usize, done_to: i32) -> Result<()> {
        let open = self.open.get(&who).cloned().unwrap_or_default();
        for step in self.plan_of(who).filter(|step| step.offset_days <= done_to) {
            for &(invoice, due_on, total) in &open {
                let day = due_on + TimeDelta::days(i64::from(step.offset_days));
                if self.done(tx, self.clients[who], step, invoice, day)?.is_none() {
                    self.said(tx, who, step, (invoice, total), day)?;
                }
            }
        }
        Ok(())
    }

    /// A step that was done before the firm used Échu: the history tells it, and nothing pretends to be a proof.
    fn said(&self, tx: &mut Tx, who: usize, step: &Step, (invoice, total): (InvoiceId, Cents), day: NaiveDate) -> Result<()> {
        let client = self.clients[who];
        self.on(tx, day);
        tx.step_done(invoice, step.id, 1, day, if step.channel == REGISTERED_LETTER { "posted" } else { "sent" }, "", None)?;
        tx.insert_contact(client, day, &step.channel, None, step.tone.label())?;
        tx.record(About::client(client).invoice(invoice), &EventKind::HandedOver { tone: step.tone, amount: total })
    }

    fn call(&self, tx: &mut Tx, client: ClientId, ago: i64, note: &str) -> Result<()> {
        let day = self.day(ago);
        self.on(tx, day);
        tx.insert_contact(client, day, PHONE, None, note)?;
        tx.record(
            About::client(client),
            &EventKind::CallNoted(desk::Call {
                outcome: "voicemail".to_owned(),
                note: note.to_owned(),
                channel: String::new(),
                next_on: None,
            }),
        )
    }

    #[expect(clippy::too_many_arguments, reason = "one a column of the hold")]
    fn hold(
        &self,
        tx: &mut Tx,
        client_id: ClientId,
        kind: &'static str,
        (from, until): (i64, Option<i64>),
        amount: Option<Cents>,
        event: &EventKind,
        invoice_id: Option<InvoiceId>,
    ) -> Result<()> {
        self.on(tx, self.day(from));
        let reason = if kind == "dispute" { "work_contested" } else { "" };
        tx.insert_hold(&NewHold {
            client_id,
            invoice_id,
            kind,
            from: self.day(from),
            until: until.map(|ago| self.day(ago)),
            amount,
            reason: reason.to_owned(),
            note: String::new(),
        })?;
        let about = About { client: Some(client_id), invoice: invoice_id, reminder: None };
        tx.record(about, event)
    }

    fn credit(&mut self, tx: &mut Tx, who: usize, invoice: InvoiceId, total: Cents) -> Result<()> {
        let client_id = self.clients[who];
        let day = self.day(6);
        self.on(tx, day);
        let amount = Cents(total.0 / 4);
        let number = format!("A-{}-001", day.format("%Y"));
        let fields = Fields {
            client_id,
            kind: InvoiceKind::CreditNote,
            number: number.clone(),
            issued_on: day,
            due_on: None,
            total: amount,
            subject: "Remise sur fournitures".to_owned(),
            purchase_order: String::new(),
            contract_rate_bp: None,
            discount_bp: None,
            discount_until: None,
            delivered_on: None,
            parts: Vec::new(),
            retroactive: true,
            direct_debit: false,
        };
        let naming = Naming::between(&self.creditor_siren, "", CAST[who].name);
        let note = tx.insert_invoice(&fields, &naming, Origin::default())?;
        tx.allocate(Source::CreditNote(note), &Share::of(invoice, amount))?;
        tx.record(About::client(client_id).invoice(note), &EventKind::InvoiceCreated { number, total: amount, credit_note: true })
    }
}

fn subject(bill: &Bill) -> String {
    const WORKS: [&str; 6] = [
        "Remplacement du chauffe-eau",
        "Réparation de fuite",
        "Entretien de chaudière",
        "Pose d’un mitigeur",
        "Débouchage",
        "Rénovation de salle d’eau",
    ];
    let rank = bill.who + usize::try_from(bill.total.0).unwrap_or(0);
    WORKS[rank % WORKS.len()].to_owned()
}

/// The clients the plan brings to a mise en demeure, which must name the company by its number: published specimens.
fn siren(name: &str) -> &'static str {
    match name {
        "SCI Les Ormeaux" => "404833048",
        "Brasserie du Vieux Pont" => "552081317",
        "Transports Quéméner" => "900000001",
        _ => "",
    }
}
