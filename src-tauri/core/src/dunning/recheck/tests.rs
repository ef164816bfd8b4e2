use super::*;
use crate::dunning::fixtures::{day, debtor, dispute, done, hold, invoice, options, three_emails};
use crate::dunning::hold::HoldKind;
use crate::dunning::situation::{LiveStage, ReachProblem};
use crate::dunning::{Step, Tone};
use crate::ids::{AgreementId, InvoiceId, ReminderId};

/// The rows of one client with two invoices of 1 000,00 €, late since 3 November 2026, approved on the 23rd.
struct Rows {
    today: NaiveDate,
    situation: Situation,
    invoices: Vec<Invoice>,
    paid_on: BTreeMap<InvoiceId, NaiveDate>,
}

fn rows() -> Rows {
    Rows {
        today: day("2026-11-23"),
        situation: Situation { clients: vec![debtor(1)], ..Situation::default() },
        invoices: vec![invoice(1, "2026-11-03"), invoice(2, "2026-11-03")],
        paid_on: BTreeMap::new(),
    }
}

impl Rows {
    fn verdict(&self, approved: &Facts, now: &Facts) -> Verdict {
        self.judged(&[three_emails()], approved, now)
    }

    fn judged(&self, plans: &[Plan], approved: &Facts, now: &Facts) -> Verdict {
        let options = options();
        let standing = Standing {
            today: self.today,
            approved_on: day("2026-11-23"),
            reminder_id: ReminderId(1),
            situation: &self.situation,
            plans,
            invoices: &self.invoices,
            paid_on: &self.paid_on,
            options: &options,
        };
        before_send(approved, now, &standing)
    }
}

fn line(id: i64) -> FactLine {
    FactLine {
        invoice_id: InvoiceId(id),
        number: format!("F-2026-{id:04}"),
        due_on: Some(day("2026-11-03")),
        step_id: Some(StepId(2)),
        cycle: 1,
        version: 1,
        claimed: Cents(100_000),
        chased: true,
    }
}

fn facts() -> Facts {
    Facts {
        term: None,
        step_id: Some(StepId(2)),
        template: "email/firm@1".into(),
        sender: "cd".repeat(32),
        recipients: vec!["y.legoff@menuiserie-legoff.example".into()],
        lines: vec![line(1), line(2)],
        attachments: vec!["ab".repeat(32)],
        subject: "Factures F-2026-0001 et F-2026-0002".into(),
        body: "Bonjour".into(),
    }
}

/// The verdict once the rows and the facts of now are changed.
fn check(change: impl Fn(&mut Rows, &mut Facts)) -> Verdict {
    let (mut rows, mut now) = (rows(), facts());
    change(&mut rows, &mut now);
    rows.verdict(&facts(), &now)
}

/// What a cancellation says, with plain spaces; anything else is shown as it is.
fn cancelled(change: impl Fn(&mut Rows, &mut Facts)) -> String {
    match check(change) {
        Verdict::Cancel(stopped) => plain(&told(&stopped)),
        other => format!("{other:?}"),
    }
}

/// What a lapse says, with plain spaces; anything else is shown as it is.
fn redrafted(change: impl Fn(&mut Rows, &mut Facts)) -> String {
    match check(change) {
        Verdict::Redraft(changes) => plain(&lapsed(&changes)),
        other => format!("{other:?}"),
    }
}

fn plain(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}'], " ")
}

#[test]
fn what_did_not_move_leaves_even_for_a_client_reminded_by_hand() {
    assert_eq!(check(|_, _| ()), Verdict::Send);
    let by_hand = |rows: &mut Rows, _: &mut Facts| rows.situation.clients[0] = Debtor { automation_off: true, ..debtor(1) };
    assert_eq!(check(by_hand), Verdict::Send, "a person approved it");
    let paused_and_resumed = |_: &mut Rows, now: &mut Facts| now.lines[0].version = 7;
    assert_eq!(check(paused_and_resumed), Verdict::Send, "a version that moved lapses nothing by itself");
}

#[test]
fn when_nothing_may_be_claimed_the_message_is_cancelled_with_its_reason() {
    let settle = |rows: &mut Rows, _: &mut Facts| {
        for one in &mut rows.invoices {
            one.settled = one.total;
        }
        rows.paid_on.insert(InvoiceId(1), day("2026-11-20"));
    };
    assert_eq!(cancelled(settle), "F-2026-0001 réglée le 20 nov. 2026 ; F-2026-0002 soldée", "the second by a credit note");
    let nothing_owed = |rows: &mut Rows, now: &mut Facts| {
        settle(rows, now);
        rows.situation.clients.clear();
    };
    assert_eq!(cancelled(nothing_owed), cancelled(settle), "a client who owes nothing is in no situation");
    let lost = |rows: &mut Rows, _: &mut Facts| {
        rows.invoices.pop();
        rows.invoices[0].written_off_on = Some(day("2026-11-20"));
    };
    assert_eq!(cancelled(lost), "F-2026-0001 passée en perte ; F-2026-0002 n’existe plus");
    let later = |rows: &mut Rows, _: &mut Facts| {
        for one in &mut rows.invoices {
            one.due_on = Some(day("2026-12-03"));
        }
    };
    assert_eq!(cancelled(later), "F-2026-0001 n’est plus en retard ; F-2026-0002 n’est plus en retard");
    let all = |kind: HoldKind| move |rows: &mut Rows, _: &mut Facts| rows.situation.holds.push(hold(None, kind.clone()));
    assert_eq!(cancelled(all(HoldKind::Pause { until: None })), "relances suspendues jusqu’à nouvel ordre (robinet non conforme)");
    let promise = HoldKind::Promise { amount: Cents(200_000), due_on: day("2026-11-25"), received: Cents::ZERO };
    assert_eq!(cancelled(all(promise)), "promesse de 2 000,00 € pour le 25 nov. ; sans paiement, la relance reprend le 30 nov.");
    let invoices = [InvoiceId(1), InvoiceId(2)].into();
    let plan = HoldKind::InstalmentPlan {
        agreement: AgreementId(1),
        remind_before: Some(3),
        invoices,
        instalments: Vec::new(),
        received: Cents::ZERO,
        grace_open_days: 2,
    };
    assert_eq!(cancelled(all(plan)), "échéancier en cours");
    let insolvent =
        |rows: &mut Rows, _: &mut Facts| rows.situation.clients[0] = Debtor { insolvent_on: Some(day("2026-11-23")), ..debtor(1) };
    assert_eq!(cancelled(insolvent), "procédure collective ouverte le 23 nov. : aucune relance, déclarez votre créance");
    let both = |rows: &mut Rows, _: &mut Facts| {
        rows.situation.holds.push(dispute(1, None));
        rows.invoices[1].direct_debit = true;
    };
    let said = "F-2026-0001 : litige ouvert le 9 nov. (robinet non conforme) : toute la facture est contestée, votre réponse est attendue le 30 ; \
                F-2026-0002 : prélèvement attendu le 3 nov., ni reçu ni rejeté : dites ce qu’il est devenu";
    assert_eq!(cancelled(both), said);
}

#[test]
fn an_invoice_stopped_among_others_makes_a_draft_again() {
    let paid = |rows: &mut Rows, now: &mut Facts| {
        rows.invoices[0].settled = rows.invoices[0].total;
        rows.paid_on.insert(InvoiceId(1), day("2026-11-23"));
        now.lines.remove(0);
        now.attachments.clear();
    };
    assert_eq!(redrafted(paid), "À relire : F-2026-0001 réglée le 23 nov. 2026.", "named once, its attachment is not told apart");
    let disputed = |rows: &mut Rows, now: &mut Facts| {
        rows.situation.holds.push(dispute(1, None));
        now.lines.remove(0);
    };
    assert!(redrafted(disputed).starts_with("À relire : F-2026-0001 : litige ouvert le 9 nov."), "{}", redrafted(disputed));
}

#[test]
fn what_stops_the_whole_client_makes_a_draft_again() {
    let money = |rows: &mut Rows, _: &mut Facts| rows.situation.clients[0] = Debtor { unallocated: Cents(100), ..debtor(1) };
    assert_eq!(redrafted(money), "À relire : 1,00 € de ce client ne sont affectés à aucune facture : dites lesquelles ils règlent.");
    let bounced =
        |rows: &mut Rows, _: &mut Facts| rows.situation.clients[0] = Debtor { problems: vec![ReachProblem::BouncedEmail], ..debtor(1) };
    assert_eq!(redrafted(bounced), "À relire : le dernier e-mail est revenu : adresse à corriger.");
    let silent = |rows: &mut Rows, _: &mut Facts| rows.situation.clients[0] = Debtor { problems: vec![ReachProblem::NoPhone], ..debtor(1) };
    assert_eq!(check(silent), Verdict::Send, "an e-mail needs no telephone");
}

#[test]
fn each_fact_that_moves_makes_a_draft_again_and_is_named() {
    type Move = fn(&mut Facts);
    let moves: [(&str, Move); 12] = [
        ("les factures ont changé", |now| now.lines[0].number.push('B')),
        ("F-2026-0001 : 999,99 € au lieu de 1 000,00 €", |now| now.lines[0].claimed = Cents(99_999)),
        ("une échéance a changé", |now| now.lines[0].due_on = Some(day("2026-11-04"))),
        ("l’étape a changé", |now| now.lines[0].cycle = 2),
        ("ses avoirs ont changé", |now| now.lines.push(FactLine { claimed: Cents(-5_000), chased: false, ..line(9) })),
        ("le destinataire a changé", |now| now.recipients.push("copie@exemple.example".into())),
        ("l’étape a changé", |now| now.step_id = Some(StepId(4))),
        ("le modèle a changé", |now| now.template = "email/firm@2".into()),
        ("vos coordonnées ont changé", |now| now.sender.clear()),
        ("une pièce jointe a changé", |now| now.attachments.clear()),
        ("le texte a changé", |now| now.body.push('!')),
        ("le destinataire et le texte ont changé", |now| {
            now.recipients.clear();
            now.subject.push('!');
        }),
    ];
    for (expected, change) in moves {
        assert_eq!(redrafted(|_, now| change(now)), format!("À relire : {expected}."));
    }
}

#[test]
fn a_credit_note_that_is_used_redraws_the_message_and_never_drops_it() {
    let credit = FactLine { claimed: Cents(-5_000), chased: false, ..line(9) };
    let approved = Facts { lines: vec![line(1), credit.clone()], ..facts() };
    let now = Facts { lines: vec![line(1)], ..facts() };
    assert_eq!(rows().verdict(&approved, &now), Verdict::Redraft(vec![Changed::Credit]));
    let half = Facts { lines: vec![line(1), FactLine { claimed: Cents(-2_500), ..credit }], ..facts() };
    assert_eq!(rows().verdict(&approved, &half), Verdict::Redraft(vec![Changed::Credit]));
}

#[test]
fn facts_that_cannot_be_read_approve_nothing() {
    assert!(matches!(rows().verdict(&Facts::default(), &facts()), Verdict::Redraft(_)));
}

#[test]
fn a_step_that_did_not_leave_in_time_expires() {
    // The firm reminder, J+15; the last notice is fifteen days after it.
    let on = |today: &str| {
        let today = day(today);
        check(|rows, _| rows.today = today)
    };
    assert_eq!(on("2026-12-07"), Verdict::Send, "ten working days after the 23rd");
    assert_eq!(on("2026-12-08"), Verdict::Expire(Stale::Overtaken), "the day of the last notice had it left on its day");
    let by_hand = |today: &str| {
        let joined =
            |facts: Facts| Facts { lines: facts.lines.into_iter().map(|line| FactLine { step_id: None, ..line }).collect(), ..facts };
        Rows { today: day(today), ..rows() }.verdict(&joined(facts()), &joined(facts()))
    };
    assert_eq!(by_hand("2026-12-07"), Verdict::Send);
    assert_eq!(by_hand("2026-12-08"), Verdict::Expire(Stale::TooOld), "outside the plan, nothing overtakes it");
}

#[test]
fn a_step_done_or_put_aside_otherwise_is_overtaken() {
    let plan = three_emails();
    let posted = |invoices: &[i64]| {
        check(|rows, _| rows.situation.done = invoices.iter().map(|id| done(*id, &plan.steps[2], "2026-11-23")).collect())
    };
    assert_eq!(posted(&[1, 2]), Verdict::Expire(Stale::Overtaken), "the notice was posted meanwhile");
    assert_eq!(posted(&[1]), Verdict::Send, "the other invoice still asks for it");
    let before = check(|rows, _| rows.situation.done = vec![done(1, &plan.steps[0], "2026-11-16"), done(2, &plan.steps[0], "2026-11-16")]);
    assert_eq!(before, Verdict::Send, "the step before it was done, as it should");
}

#[test]
fn what_is_paid_is_cancelled_rather_than_expired() {
    let paid_and_old = |rows: &mut Rows, _: &mut Facts| {
        rows.today = day("2027-02-01");
        for one in &mut rows.invoices {
            one.settled = one.total;
        }
    };
    assert!(matches!(check(paid_and_old), Verdict::Cancel(_)));
}

#[test]
fn the_versions_compared_at_the_point_of_no_return_are_those_of_its_lines() {
    let facts = Facts { lines: vec![line(1), FactLine { version: 4, ..line(2) }], ..facts() };
    assert_eq!(facts.versions(), [(InvoiceId(1), 1), (InvoiceId(2), 4)]);
}

#[test]
fn another_sending_in_doubt_stops_the_same_invoices_and_its_own_does_not() {
    let doubt = |id| {
        move |rows: &mut Rows, _: &mut Facts| {
            let invoices = vec![InvoiceId(1), InvoiceId(2)];
            let (id, on) = (ReminderId(id), day("2026-11-20"));
            rows.situation.live = vec![LiveReminder {
                id,
                client_id: debtor(1).id,
                stage: LiveStage::Uncertain,
                on,
                invoices,
                amount: Cents(1),
                of_term: false,
            }];
        }
    };
    assert!(matches!(check(doubt(9)), Verdict::Cancel(_)), "nobody knows whether he got the other one");
    assert_eq!(check(doubt(1)), Verdict::Send, "a person asked for this one again");
}

#[test]
fn a_notice_leaves_on_the_due_date_it_was_approved_for_and_never_after() {
    // A plan whose first step is a notice so many days from the due date, 27 November; approved on the 23rd.
    let on = |offset_days: i32, today: &str| {
        let mut plan = three_emails();
        plan.steps[0] = Step { offset_days, tone: Tone::Courtesy, ..plan.steps[0].clone() };
        let due_on = Some(day("2026-11-27"));
        let notice = Facts { step_id: Some(StepId(1)), lines: vec![FactLine { due_on, step_id: Some(StepId(1)), ..line(1) }], ..facts() };
        let rows = Rows { today: day(today), invoices: vec![invoice(1, "2026-11-27")], ..rows() };
        rows.judged(&[plan], &notice, &notice)
    };
    for offset_days in [-4, 0] {
        assert_eq!(on(offset_days, "2026-11-26"), Verdict::Send, "{offset_days}");
        assert_eq!(on(offset_days, "2026-11-27"), Verdict::Send, "{offset_days}: its last day");
        assert_eq!(on(offset_days, "2026-11-30"), Verdict::Expire(Stale::Overtaken), "{offset_days}: it no longer comes to its term");
    }
    assert_eq!(on(5, "2026-11-30"), Verdict::Send, "a reminder speaks of the past");
}

#[test]
fn what_was_due_on_the_very_day_was_not_late_yet() {
    let due_today = |rows: &mut Rows, now: &mut Facts| {
        rows.invoices.iter_mut().for_each(|one| one.due_on = Some(day("2026-11-23")));
        now.lines.iter_mut().for_each(|one| one.due_on = Some(day("2026-11-23")));
    };
    let (mut rows, mut now) = (rows(), facts());
    due_today(&mut rows, &mut now);
    assert_eq!(rows.verdict(&now.clone(), &now), Verdict::Send);
}

#[test]
fn a_client_who_refused_on_the_telephone_gets_nothing_before_the_owner_decides() {
    use crate::dunning::call::{CallOutcome, FollowUp};
    let call = |after| {
        move |rows: &mut Rows, _: &mut Facts| {
            let (on, noted_on) = (day("2026-11-23"), day("2026-11-23"));
            rows.situation.follow_ups = vec![FollowUp { id: 1, client_id: debtor(1).id, on, after, noted_on }];
        }
    };
    assert_eq!(redrafted(call(CallOutcome::Refused)), "À relire : a refusé de payer le 23 nov. : décidez de la suite avant toute relance.");
    assert_eq!(check(call(CallOutcome::Voicemail)), Verdict::Send, "a call to make again holds no message");
}

#[test]
fn a_credit_note_that_did_not_move_lets_the_message_go() {
    let credit = FactLine { claimed: Cents(-5_000), chased: false, ..line(9) };
    let both = Facts { lines: vec![line(1), credit.clone()], ..facts() };
    assert_eq!(rows().verdict(&both, &both), Verdict::Send);
    let renamed = Facts { lines: vec![line(1), FactLine { number: "A-9".into(), ..credit }], ..facts() };
    assert_eq!(rows().verdict(&both, &renamed), Verdict::Redraft(vec![Changed::Credit]));
}

#[test]
fn a_step_is_behind_an_invoice_by_its_own_rows_of_the_cycle_in_force() {
    use crate::dunning::situation::{Skipped, SkippedBy};
    let alone = || Facts { lines: vec![line(1)], ..facts() };
    let judged = |change: &dyn Fn(&mut Situation)| {
        let mut rows = rows();
        change(&mut rows.situation);
        rows.verdict(&alone(), &alone())
    };
    let step = |at: usize| three_emails().steps[at].clone();
    let aside = |invoice, cycle| Skipped { invoice_id: InvoiceId(invoice), step_id: step(1).id, cycle, by: SkippedBy::User };
    let overtaken = Verdict::Expire(Stale::Overtaken);
    assert_eq!(judged(&|all| all.skipped = vec![aside(1, 1)]), overtaken, "put aside by a person");
    assert_eq!(judged(&|all| all.skipped = vec![aside(2, 1)]), Verdict::Send, "of another invoice");
    assert_eq!(judged(&|all| all.skipped = vec![aside(1, 2)]), Verdict::Send, "of another cycle");
    assert_eq!(judged(&|all| all.done = vec![done(1, &step(1), "2026-11-23")]), overtaken);
    assert_eq!(judged(&|all| all.done = vec![done(2, &step(1), "2026-11-23")]), Verdict::Send);
}

#[test]
fn each_way_to_come_too_late_has_its_words() {
    let words = [Stale::TooOld, Stale::Overtaken, Stale::TermOver].map(Stale::words);
    assert_eq!(words[2], "le jour de l’échéance est passé");
    assert!(words[0].starts_with("le message n’a pas pu partir dans les dix jours ouvrés") && words[1].starts_with("la suite du scénario"));
}
