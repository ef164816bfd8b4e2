//! What changes a claim beside its payments, told.
use super::{Told, centre, client, quoted, us};
use crate::money::Cents;
use crate::text::{euros, long_date};
use crate::timeline::fact::claim::{Interrupted, InterruptionTakenBack, PaymentRejected, PenaltiesPaid, PenaltiesWaived, WaiverTakenBack};

pub(super) fn paid(PenaltiesPaid { amount, number, put }: &PenaltiesPaid) -> Told {
    let verb = if *put { "affectés aux" } else { "retirés des" };
    centre(format!("{} {verb} pénalités de {number}", euros(*amount)), "")
}

pub(super) fn waived(PenaltiesWaived { number, interest, fee, on, reason }: &PenaltiesWaived) -> Told {
    us(
        format!("Pénalités de {number} abandonnées\u{a0}: {}", euros(*interest + *fee)),
        format!("Le {}, {}. {}", long_date(*on), waived_parts(*interest, *fee), quoted(reason)).trim().to_owned(),
    )
}

pub(super) fn waiver_taken_back(WaiverTakenBack { number, amount }: &WaiverTakenBack) -> Told {
    us(format!("Abandon des pénalités de {number} repris"), format!("{} sont de nouveau réclamés.", euros(*amount)))
}

pub(super) fn interrupted(Interrupted { number, kind, on, last_day, note }: &Interrupted) -> Told {
    let words = format!(
        "{}, le {}. Nouveau dernier jour pour agir\u{a0}: le {}. {}",
        kind.label(),
        long_date(*on),
        long_date(*last_day),
        quoted(note)
    );
    Told { proof: true, ..client(format!("Prescription de {number} interrompue"), words.trim().to_owned()) }
}

pub(super) fn interruption_taken_back(InterruptionTakenBack { number, on }: &InterruptionTakenBack) -> Told {
    centre(format!("Interruption de la prescription de {number} retirée"), format!("Celle du {}.", long_date(*on)))
}

pub(super) fn rejected(PaymentRejected { amount, on, numbers, note }: &PaymentRejected) -> Told {
    let words = format!("Le {}. {} {}", long_date(*on), owed_again(numbers), quoted(note));
    Told { proof: true, ..client(format!("Paiement de {} rejeté par la banque", euros(*amount)), words.trim().to_owned()) }
}

fn owed_again(numbers: &[String]) -> String {
    match numbers {
        [] => "Il ne réglait aucune facture.".to_owned(),
        [only] => format!("{only} est de nouveau due."),
        several => format!("{} sont de nouveau dues.", several.join(", ")),
    }
}

fn waived_parts(interest: Cents, fee: Cents) -> String {
    match (interest.is_positive(), fee.is_positive()) {
        (true, true) => format!("dont {} d’indemnité forfaitaire", euros(fee)),
        (true, false) => "l’indemnité forfaitaire reste due".to_owned(),
        (false, _) => "l’indemnité forfaitaire seule".to_owned(),
    }
}
