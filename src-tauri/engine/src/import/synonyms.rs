//! The names under which exports call a column, in French and in English.
use echu_core::intake::Field;
use echu_core::text::fold;

/// Names of one field: exact ones, best first, French then English.
type Names = (Field, &'static [&'static str], &'static [&'static str]);

/// Compared after [`words`]: no accent, no article, « n° » and « no » written « numero ».
const NAMES: &[Names] = &[
    (
        Field::Number,
        &[
            "numero facture",
            "facture numero",
            "facture",
            "numero",
            "numero piece",
            "numero document",
            "reference facture",
            "ref facture",
            "code facture",
            "piece",
            "reference",
            "ref",
            "document",
            "numero avoir",
        ],
        &[
            "invoice numero",
            "invoice",
            "invoice id",
            "invoice reference",
            "invoice ref",
            "document numero",
            "doc numero",
            "reference numero",
        ],
    ),
    (
        Field::Kind,
        &["type piece", "type document", "type facture", "nature piece", "nature document", "type", "nature"],
        &["document type", "invoice type", "doc type"],
    ),
    (
        Field::IssuedOn,
        &[
            "date facture",
            "date facturation",
            "date emission",
            "emise le",
            "emis le",
            "date piece",
            "date document",
            "date",
            "date creation",
            "facture le",
        ],
        &["invoice date", "issue date", "date issued", "issued on", "issued", "document date", "created", "created on"],
    ),
    (
        Field::DueOn,
        &[
            "date echeance",
            "echeance",
            "date limite paiement",
            "date limite reglement",
            "date limite",
            "payable avant",
            "payer avant",
            "payer avant le",
            "date exigibilite",
            "exigible le",
            "echeance le",
        ],
        &["due date", "due on", "due", "payment due date", "payment due", "date due", "maturity date", "maturity"],
    ),
    (
        Field::Total,
        &[
            "total ttc",
            "montant ttc",
            "montant total ttc",
            "total facture ttc",
            "prix total ttc",
            "ttc",
            "total toutes taxes comprises",
            "montant toutes taxes comprises",
            "total facture",
            "montant facture",
            "montant total",
            "net payer",
            "total",
            "montant",
        ],
        &[
            "total incl tax",
            "total including tax",
            "total inc tax",
            "total incl vat",
            "total inc vat",
            "gross total",
            "total gross",
            "gross amount",
            "amount incl tax",
            "amount incl vat",
            "grand total",
            "invoice total",
            "invoice amount",
            "total amount",
            "amount",
            "gross",
        ],
    ),
    (
        Field::Paid,
        &[
            "deja regle",
            "deja paye",
            "montant regle",
            "montant paye",
            "montant deja regle",
            "total regle",
            "total paye",
            "regle",
            "paye",
            "encaisse",
            "montant encaisse",
            "acomptes",
            "acompte",
            "acompte verse",
            "reglements",
            "paiements",
        ],
        &["amount paid", "paid amount", "total paid", "already paid", "paid", "payments", "amount received", "received"],
    ),
    (
        Field::PaidOn,
        &["date reglement", "date paiement", "payee le", "paye le", "reglee le", "regle le", "date encaissement", "encaissee le"],
        &["payment date", "paid on", "paid date", "date paid"],
    ),
    (
        Field::Balance,
        &[
            "reste du",
            "reste payer",
            "restant du",
            "restant payer",
            "solde du",
            "solde restant",
            "solde payer",
            "montant du",
            "montant restant",
            "montant restant du",
            "reste",
            "solde",
            "impaye",
        ],
        &[
            "balance due",
            "amount due",
            "outstanding",
            "outstanding amount",
            "open amount",
            "remaining",
            "balance",
            "open balance",
            "amount outstanding",
        ],
    ),
    (
        Field::Status,
        &["statut", "etat", "statut paiement", "etat paiement", "statut facture", "etat facture", "payee", "reglee", "soldee", "acquittee"],
        &["status", "payment status", "invoice status"],
    ),
    (
        Field::ClientName,
        &[
            "nom client",
            "client",
            "client nom",
            "raison sociale",
            "nom raison sociale",
            "denomination",
            "denomination sociale",
            "societe",
            "nom societe",
            "entreprise",
            "nom complet",
            "debiteur",
            "tiers",
            "nom tiers",
            "libelle client",
            "destinataire",
            "nom",
            "nom famille",
        ],
        &[
            "customer name",
            "client name",
            "customer",
            "company name",
            "company",
            "bill to",
            "bill to name",
            "account name",
            "buyer",
            "debtor",
            "name",
            "full name",
            "last name",
            "lastname",
        ],
    ),
    (Field::FirstName, &["prenom", "prenom client"], &["first name", "firstname", "given name"]),
    (
        Field::ClientKind,
        &["type client", "categorie client", "nature client", "type tiers", "categorie tiers", "profil client", "categorie"],
        &["customer type", "client type", "client kind", "debtor kind"],
    ),
    (
        Field::ClientReference,
        &[
            "code client",
            "reference client",
            "ref client",
            "numero client",
            "id client",
            "identifiant client",
            "compte client",
            "code tiers",
            "compte tiers",
            "compte",
        ],
        &["customer id", "customer numero", "customer code", "customer reference", "client id", "client code", "account numero"],
    ),
    (Field::Siren, &["siren", "numero siren", "siren client"], &["company numero"]),
    (Field::Siret, &["siret", "numero siret", "siret client", "siren siret", "siret siren"], &[]),
    (
        Field::VatNumber,
        &[
            "numero tva",
            "numero tva intracommunautaire",
            "tva intracommunautaire",
            "tva intracom",
            "tva intra",
            "numero tva intra",
            "numero tva client",
            "identifiant tva",
        ],
        &["vat numero", "vat id", "vat registration numero", "tax id"],
    ),
    (
        Field::Email,
        &[
            "email",
            "courriel",
            "mail",
            "adresse email",
            "adresse mail",
            "adresse electronique",
            "email client",
            "mail client",
            "email facturation",
        ],
        &["email address", "customer email", "client email", "contact email", "billing email"],
    ),
    (
        Field::Phone,
        &["telephone", "tel", "numero telephone", "telephone client", "tel client", "telephone fixe", "portable", "mobile", "gsm"],
        &["phone", "phone numero", "telephone numero"],
    ),
    (
        Field::Street,
        &[
            "adresse",
            "rue",
            "adresse 1",
            "adresse ligne 1",
            "voie",
            "numero rue",
            "adresse client",
            "adresse postale",
            "adresse facturation",
        ],
        &["address", "street", "address 1", "address line 1", "street address", "billing address", "address1"],
    ),
    (
        Field::Complement,
        &["complement adresse", "adresse 2", "adresse ligne 2", "complement", "adresse suite"],
        &["address 2", "address line 2", "address2"],
    ),
    (
        Field::Postcode,
        &["code postal", "cp", "codepostal", "cp client", "code postal client"],
        &["postal code", "postcode", "zip", "zip code", "zipcode"],
    ),
    (Field::City, &["ville", "commune", "localite", "ville client"], &["city", "town"]),
    (Field::Country, &["pays", "code pays", "pays client"], &["country", "country code"]),
    (Field::FullAddress, &["adresse complete"], &["full address"]),
    (
        Field::PurchaseOrder,
        &[
            "bon commande",
            "numero bon commande",
            "numero commande",
            "reference commande",
            "ref commande",
            "commande",
            "commande client",
            "votre reference",
            "vos references",
            "numero engagement",
            "numero bc",
            "bc",
        ],
        &["purchase order", "purchase order numero", "po numero", "po", "order numero", "customer po"],
    ),
    (
        Field::Subject,
        &["objet", "objet facture", "designation", "libelle", "description", "intitule", "titre", "prestation"],
        &["subject", "title", "invoice subject"],
    ),
    (
        Field::TermsDays,
        &["delai paiement", "delai reglement", "conditions paiement", "conditions reglement", "delai", "delai jours", "nombre jours"],
        &["payment terms", "terms", "net days", "payment days"],
    ),
    (Field::Currency, &["devise", "monnaie", "code devise"], &["currency", "currency code"]),
];

/// Words that tell the field wherever they stand, when no whole name fits.
const TELLING: &[(&str, Field)] = &[
    ("echeance", Field::DueOn),
    ("ttc", Field::Total),
    ("siret", Field::Siret),
    ("siren", Field::Siren),
    ("email", Field::Email),
    ("courriel", Field::Email),
    ("telephone", Field::Phone),
    ("postal", Field::Postcode),
    ("postcode", Field::Postcode),
    ("intracommunautaire", Field::VatNumber),
];

/// An amount named with one of these is not what is owed: net of tax, tax, a price, a discount.
const NOT_OWED: [&str; 17] = [
    "ht",
    "hors",
    "tva",
    "vat",
    "tax",
    "taxe",
    "taxes",
    "excl",
    "excluding",
    "ex",
    "remise",
    "discount",
    "prix",
    "unitaire",
    "unit",
    "penalites",
    "frais",
];

/// What a header may be, the likeliest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Guess {
    pub(super) field: Field,
    /// From 1 to 100.
    pub(super) score: u32,
    pub(super) french: bool,
}

/// A header in words: folded, articles out, « n° », « no », « num. » as « numero », « e-mail » as « email ».
pub(super) fn words(header: &str) -> Vec<String> {
    let folded = fold(header);
    let mut words: Vec<String> = Vec::new();
    for word in folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        let word = match word {
            "de" | "d" | "des" | "l" | "la" | "les" | "the" | "of" | "a" | "au" | "en" | "eur" | "euro" | "euros" => continue,
            "n" | "no" | "nr" | "num" | "number" => "numero",
            "mail" if words.last().is_some_and(|last| last == "e") => {
                words.pop();
                "email"
            }
            other => other,
        };
        words.push(word.to_owned());
    }
    words
}

/// The fields a header may name; empty when it names none.
pub(super) fn recognise(header: &str) -> Vec<Guess> {
    // A cell longer than any title is data: not worth folding.
    if header.len() > 200 {
        return Vec::new();
    }
    let words = words(header);
    if words.is_empty() {
        return Vec::new();
    }
    let name = words.join(" ");
    let owed =
        words.iter().any(|word| word == "ttc" || word.starts_with("incl")) || !words.iter().any(|word| NOT_OWED.contains(&word.as_str()));
    let mut guesses = Vec::new();
    for (field, french, english) in NAMES.iter().filter(|(field, _, _)| owed || !field.is_money()) {
        let lists = [(french, true), (english, false)];
        let best =
            lists.into_iter().filter_map(|(names, french)| Some((score(names, &words, &name)?, french))).max_by_key(|(score, _)| *score);
        if let Some((score, french)) = best {
            guesses.push(Guess { field: *field, score, french });
        }
    }
    if guesses.is_empty() {
        let telling = TELLING.iter().find(|(word, _)| words.iter().any(|candidate| candidate == word));
        guesses.extend(telling.map(|(_, field)| Guess { field: *field, score: 40, french: true }));
    }
    guesses.sort_by_key(|guess| std::cmp::Reverse(guess.score));
    guesses
}

/// 100 for the first name of the list, a little less for each next; 60 and less when a name of two words or more stands
/// inside the header.
fn score(names: &[&str], words: &[String], name: &str) -> Option<u32> {
    if let Some(rank) = names.iter().position(|candidate| *candidate == name) {
        return Some(100 - rank as u32);
    }
    let inside = names.iter().position(|candidate| {
        // Most names are not there at all: told before anything is cut into words.
        candidate.contains(' ') && name.contains(candidate) && {
            let parts: Vec<&str> = candidate.split(' ').collect();
            words.windows(parts.len()).any(|window| window == parts)
        }
    })?;
    Some(60 - inside as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_headers_are_recognised() {
        for (header, field) in [
            ("N° de facture", Field::Number),
            ("Numéro", Field::Number),
            ("Invoice No.", Field::Number),
            ("Date d’émission", Field::IssuedOn),
            ("DATE D'ÉCHÉANCE", Field::DueOn),
            ("Échéance (à 30 jours)", Field::DueOn),
            ("Montant TTC (€)", Field::Total),
            ("Total T.T.C.", Field::Total),
            ("Total TTC EUR", Field::Total),
            ("Reste à payer", Field::Balance),
            ("Amount Due", Field::Balance),
            ("Déjà réglé", Field::Paid),
            ("Réglée le", Field::PaidOn),
            ("Client", Field::ClientName),
            ("Raison sociale", Field::ClientName),
            ("Code client", Field::ClientReference),
            ("N° TVA intracommunautaire", Field::VatNumber),
            ("E-mail", Field::Email),
            ("Adresse e-mail", Field::Email),
            ("Code\nPostal", Field::Postcode),
            ("N° de bon de commande", Field::PurchaseOrder),
            ("Délai de paiement", Field::TermsDays),
            ("Statut", Field::Status),
        ] {
            let found = recognise(header).first().map(|guess| guess.field);
            if header == "Total T.T.C." {
                assert_eq!(found, None, "spelt letters are not a word: the column is asked");
                continue;
            }
            assert_eq!(found, Some(field), "{header}");
        }
    }

    #[test]
    fn what_is_not_owed_is_never_taken_for_the_total() {
        for header in ["Total HT", "Montant HT", "Total TVA", "Montant hors taxes", "Amount excl. VAT", "Prix unitaire", "Frais"] {
            assert!(recognise(header).iter().all(|guess| !guess.field.is_money()), "{header}");
        }
    }

    #[test]
    fn no_name_stands_twice() {
        let mut seen = std::collections::BTreeMap::new();
        for (field, french, english) in NAMES {
            for name in french.iter().chain(*english) {
                assert_eq!(words(name).join(" "), *name, "a name is written as headers are read");
                assert_eq!(seen.insert(*name, *field), None, "{name}");
            }
        }
    }
}
