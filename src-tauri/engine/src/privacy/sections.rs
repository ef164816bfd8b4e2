//! What is handed over to a person, table by table: each is a query whose columns say in French what they hold. A title that ends with
//! `|d` is a date, `|c` an amount in cents, `|t` an instant, `|p` parts (a list in JSON of dates and amounts), `|l` the reason of a loss.

/// Tables of the base about one thing, and how they are read. `?1` is the list of the cards, in JSON.
pub(super) struct Section {
    pub(super) title: &'static str,
    /// The tables it gives.
    pub(super) tables: &'static [&'static str],
    pub(super) sql: &'static str,
}

pub(super) const SECTIONS: &[Section] = &[
    Section {
        title: "Fiche",
        tables: &["client"],
        sql: "SELECT name AS 'Nom', CASE debtor_kind WHEN 'consumer' THEN 'Particulier' WHEN 'public_body' THEN 'Acheteur public' ELSE 'Professionnel' END AS 'Type',
            siren AS 'SIREN', siret AS 'SIRET', vat_number AS 'TVA intracommunautaire', contact_name AS 'Interlocuteur', email AS 'E-mail',
            email_copies AS 'Copies', CASE email_problem WHEN '' THEN '' ELSE 'Adresse refusée ou revenue' END AS 'Problème d’adresse', phone AS 'Téléphone',
            trim(address_recipient || ' ' || address_building || ' ' || address_street || ' ' || address_locality) AS 'Adresse',
            postcode AS 'Code postal', city AS 'Ville', country AS 'Pays', note AS 'Note',
            CASE merchant WHEN 1 THEN 'oui' WHEN 0 THEN 'non' END AS 'Commerçant', CASE handle_with_care WHEN 1 THEN 'oui' ELSE 'non' END AS 'Client à ménager', insolvent_on AS 'Procédure collective ouverte le|d',
            (SELECT p.name FROM dunning_plan p WHERE p.id = client.plan_id) AS 'Scénario choisi par nous',
            (SELECT p.name FROM dunning_plan p WHERE p.id = client.profile_plan_id) AS 'Scénario choisi d’après sa façon de payer',
            profile_plan_on AS 'Choisi ainsi le|d', contract_rate_bp AS 'Taux contractuel (points de base)', created_at AS 'Créée le|t', archived_at AS 'Archivée le|t'
            FROM client WHERE id IN (SELECT value FROM json_each(?1)) ORDER BY id",
    },
    Section {
        title: "Fiches réunies",
        tables: &["client_merge"],
        sql: "SELECT m.at AS 'Le|t', json_extract(m.card_before, '$.name') AS 'Fiche gardée', json_extract(m.card_before, '$.email') AS 'Son e-mail d’avant',
            g.name AS 'Fiche réunie', m.undone_at AS 'Séparées le|t' FROM client_merge m JOIN client g ON g.id = m.gone_id
            WHERE m.kept_id IN (SELECT value FROM json_each(?1)) OR m.gone_id IN (SELECT value FROM json_each(?1)) ORDER BY m.id",
    },
    Section {
        title: "Fiches dites distinctes",
        tables: &["client_apart"],
        sql: "SELECT a.said_at AS 'Le|t', o.name AS 'Une fiche', t.name AS 'Une autre' FROM client_apart a JOIN client o ON o.id = a.one_id
            JOIN client t ON t.id = a.other_id WHERE a.one_id IN (SELECT value FROM json_each(?1)) OR a.other_id IN (SELECT value FROM json_each(?1))",
    },
    Section {
        title: "Factures et avoirs",
        tables: &["invoice", "due_part"],
        sql: "SELECT i.number AS 'Numéro', CASE i.kind WHEN 'invoice' THEN 'Facture' ELSE 'Avoir' END AS 'Nature', i.issued_on AS 'Émise le|d',
            i.due_on AS 'Échéance|d', i.total_cents AS 'Total TTC|c', i.settled_cents AS 'Réglé|c', i.subject AS 'Objet', i.purchase_order AS 'Bon de commande',
            i.delivered_on AS 'Livrée le|d', i.written_off_on AS 'Passée en perte le|d',
            (SELECT json_group_array(json_array(p.due_on, p.amount_cents)) FROM due_part p WHERE p.invoice_id = i.id) AS 'Échéances|p'
            FROM invoice i WHERE i.client_id IN (SELECT value FROM json_each(?1)) ORDER BY i.issued_on, i.id",
    },
    Section {
        title: "Règlements",
        tables: &["payment", "allocation", "discount", "penalty_payment"],
        sql: "SELECT p.received_on AS 'Reçu le|d', p.amount_cents AS 'Montant|c', p.reference AS 'Libellé', p.cancelled_at AS 'Annulé le|t', p.cancel_note AS 'Motif',
            p.rejected_on AS 'Rejeté le|d', (SELECT group_concat(i.number, ', ') FROM (SELECT invoice_id FROM allocation WHERE payment_id = p.id
                UNION SELECT invoice_id FROM penalty_payment WHERE payment_id = p.id UNION SELECT invoice_id FROM discount WHERE payment_id = p.id) a
                JOIN invoice i ON i.id = a.invoice_id) AS 'Affecté à'
            FROM payment p WHERE p.client_id IN (SELECT value FROM json_each(?1)) ORDER BY p.received_on, p.id",
    },
    Section {
        title: "Mouvements bancaires rapprochés",
        tables: &["bank_line", "bank_match", "bank_claim"],
        sql: "SELECT b.booked_on AS 'Le|d', b.amount_cents AS 'Montant|c', b.label AS 'Libellé', b.counterparty AS 'Contrepartie',
            b.counterparty_iban AS 'IBAN de contrepartie', b.reference AS 'Référence', IIF(b.state = 'matched', 'rapproché', 'à vérifier') AS 'État' FROM bank_line b
            WHERE b.id IN (SELECT m.line_id FROM bank_match m JOIN payment p ON p.id = m.payment_id WHERE p.client_id IN (SELECT value FROM json_each(?1))
                UNION SELECT line_id FROM bank_claim WHERE client_id IN (SELECT value FROM json_each(?1))) ORDER BY b.booked_on, b.id",
    },
    Section {
        title: "Pénalités abandonnées",
        tables: &["penalty_waiver"],
        sql: "SELECT w.on_day AS 'Le|d', i.number AS 'Facture', w.interest_cents AS 'Intérêts|c', w.fee_cents AS 'Indemnité|c', w.reason AS 'Motif'
            FROM penalty_waiver w JOIN invoice i ON i.id = w.invoice_id WHERE i.client_id IN (SELECT value FROM json_each(?1)) ORDER BY w.id",
    },
    Section {
        title: "Prescription",
        tables: &["interruption"],
        sql: "SELECT n.on_day AS 'Le|d', i.number AS 'Facture', CASE n.kind WHEN 'acknowledgement' THEN 'Reconnaissance de dette' WHEN 'part_payment' THEN 'Paiement partiel'
            WHEN 'court' THEN 'Demande en justice' ELSE 'Mesure d’exécution' END AS 'Fait', n.note AS 'Note', n.taken_back_at AS 'Retiré le|t'
            FROM interruption n JOIN invoice i ON i.id = n.invoice_id WHERE i.client_id IN (SELECT value FROM json_each(?1)) ORDER BY n.id",
    },
    Section {
        title: "Litiges, promesses, suspensions et décisions",
        tables: &["hold", "hold_document"],
        sql: "SELECT h.from_on AS 'Depuis le|d', CASE h.kind WHEN 'dispute' THEN 'Litige' WHEN 'promise' THEN 'Promesse' WHEN 'instalments' THEN 'Échéancier'
            WHEN 'decision' THEN 'Décision' ELSE IIF(h.reason = 'restricted', 'Ne plus relancer', 'Suspension') END AS 'Nature', i.number AS 'Facture', h.until_on AS 'Jusqu’au|d',
            h.amount_cents AS 'Montant|c', h.note AS 'Note', h.released_on AS 'Levé le|d',
            (SELECT group_concat(d.name, ', ') FROM hold_document p JOIN document d ON d.id = p.document_id WHERE p.hold_id = h.id) AS 'Pièces'
            FROM hold h LEFT JOIN invoice i ON i.id = h.invoice_id WHERE h.client_id IN (SELECT value FROM json_each(?1)) ORDER BY h.id",
    },
    Section {
        title: "Échéanciers",
        tables: &["agreement", "agreement_invoice", "agreement_term"],
        sql: "SELECT g.agreed_on AS 'Accordé le|d', g.signed_on AS 'Signé le|d', (SELECT group_concat(i.number, ', ') FROM agreement_invoice a JOIN invoice i ON i.id = a.invoice_id
            WHERE a.agreement_id = g.id) AS 'Factures', (SELECT json_group_array(json_array(t.due_on, t.amount_cents)) FROM agreement_term t
            WHERE t.agreement_id = g.id) AS 'Échéances|p', g.warned_on AS 'Mis en demeure le|d', g.forfeited_on AS 'Déchéance notifiée le|d'
            FROM agreement g WHERE g.client_id IN (SELECT value FROM json_each(?1)) ORDER BY g.id",
    },
    Section {
        title: "Procédures",
        tables: &["proceeding", "proceeding_invoice", "proceeding_step", "proceeding_paper", "proceeding_proof"],
        sql: "SELECT p.opened_on AS 'Ouverte le|d', p.court_town AS 'Tribunal de', p.reference AS 'Référence', p.handler AS 'Suivie par', p.note AS 'Note', p.closed_on AS 'Close le|d',
            (SELECT group_concat(i.number, ', ') FROM proceeding_invoice a JOIN invoice i ON i.id = a.invoice_id WHERE a.proceeding_id = p.id) AS 'Factures',
            (SELECT group_concat(l.number || '\u{a0}: ' || l.recipient, ', ') FROM proceeding_paper l WHERE l.proceeding_id = p.id) AS 'Courriers',
            (SELECT group_concat(s.on_day || IIF(s.note = '', '', '\u{a0}: ' || s.note), '\u{202f}; ') FROM proceeding_step s WHERE s.proceeding_id = p.id AND s.taken_back_at IS NULL) AS 'Étapes'
            FROM proceeding p WHERE p.client_id IN (SELECT value FROM json_each(?1)) ORDER BY p.id",
    },
    Section {
        title: "Garanties, réserve de propriété, plafond",
        tables: &["safeguard"],
        sql: "SELECT created_at AS 'Noté le|t', guarantor_name AS 'Garant', guarantor_address AS 'Son adresse', guarantee_cents AS 'Jusqu’à|c', guarantee_document AS 'Acte',
            retention_since AS 'Réserve de propriété depuis le|d', retention_document AS 'Écrite dans', supplier_cents AS 'Dû au client|c', ceiling_cents AS 'Encours autorisé|c'
            FROM safeguard WHERE client_id IN (SELECT value FROM json_each(?1)) ORDER BY id",
    },
    Section {
        title: "Motifs des pertes",
        tables: &["loss"],
        sql: "SELECT i.number AS 'Facture', l.reason AS 'Motif|l', l.note AS 'Note',
            l.definitive_on AS 'Définitive le|d', l.net_cents AS 'Hors taxe|c', l.vat_cents AS 'TVA|c', l.noted_at AS 'Noté le|t'
            FROM loss l JOIN invoice i ON i.id = l.invoice_id WHERE i.client_id IN (SELECT value FROM json_each(?1)) ORDER BY l.noted_at",
    },
    Section {
        title: "Messages et courriers",
        tables: &["reminder", "reminder_line", "reminder_term", "dispatch", "letter", "letter_proof"],
        sql: "SELECT r.computed_on AS 'Préparé le|d', r.subject AS 'Objet', CASE r.state WHEN 'done' THEN 'fait' WHEN 'draft' THEN 'brouillon' WHEN 'approved' THEN 'approuvé'
            ELSE 'annulé' END AS 'État', (SELECT group_concat(i.number, ', ') FROM reminder_line l JOIN invoice i ON i.id = l.invoice_id WHERE l.reminder_id = r.id) AS 'Factures',
            (SELECT group_concat(d.recipient, ', ') FROM dispatch d WHERE d.reminder_id = r.id) AS 'Adresse d’envoi',
            (SELECT MAX(d.sent_at) FROM dispatch d WHERE d.reminder_id = r.id) AS 'Envoyé le|t', (SELECT MAX(d.reply) FROM dispatch d WHERE d.reminder_id = r.id) AS 'Réponse du serveur',
            t.number AS 'N° de lettre', t.posted_on AS 'Postée le|d', t.tracking_number AS 'N° de suivi', t.presented_on AS 'Présentée le|d', t.delivered_on AS 'Remise le|d',
            t.returned_on AS 'Revenue le|d', r.body AS 'Texte'
            FROM reminder r LEFT JOIN letter t ON t.reminder_id = r.id WHERE r.client_id IN (SELECT value FROM json_each(?1)) ORDER BY r.id",
    },
    Section {
        title: "Envois automatiques annoncés",
        tables: &["forewarning"],
        sql: "SELECT leaves_on AS 'Départ prévu le|d', amount_cents AS 'Montant|c', announced_at AS 'Annoncé le|t', retained_at AS 'Retenu le|t'
            FROM forewarning WHERE client_id IN (SELECT value FROM json_each(?1)) ORDER BY id",
    },
    Section {
        title: "Appels, visites et autres contacts",
        tables: &["contact", "step_done"],
        sql: "SELECT on_day AS 'Le|d', CASE channel WHEN 'phone' THEN 'Téléphone' WHEN 'sms' THEN 'SMS' WHEN 'visit' THEN 'Visite' WHEN 'email' THEN 'E-mail'
            WHEN 'letter' THEN 'Courrier' WHEN 'registered_letter' THEN 'Lettre recommandée' ELSE channel END AS 'Canal', note AS 'Note'
            FROM contact WHERE client_id IN (SELECT value FROM json_each(?1)) ORDER BY on_day, id",
    },
    Section {
        title: "Rappels à faire",
        tables: &["follow_up"],
        sql: "SELECT on_day AS 'Prévu le|d', noted_on AS 'Noté le|d', closed_at AS 'Fait le|t' FROM follow_up WHERE client_id IN (SELECT value FROM json_each(?1)) ORDER BY id",
    },
    Section {
        title: "Registres publics consultés",
        tables: &["solvency_check"],
        sql: "SELECT checked_on AS 'Le|d', CASE source WHEN 'directory' THEN 'Annuaire des entreprises' WHEN 'bodacc' THEN 'BODACC' WHEN 'inpi' THEN 'INPI' ELSE 'Autre' END AS 'Registre',
            finding AS 'Lu' FROM solvency_check WHERE client_id IN (SELECT value FROM json_each(?1)) ORDER BY id",
    },
    Section {
        title: "Pièces gardées",
        tables: &["document"],
        sql: "SELECT dated_on AS 'Du|d', name AS 'Nom', sha256 AS 'Empreinte SHA-256', erased_on AS 'Effacée le|d'
            FROM document WHERE client_id IN (SELECT value FROM json_each(?1)) ORDER BY id",
    },
    Section {
        title: "Demandes d’effacement",
        tables: &["erasure", "erasure_mark"],
        sql: "SELECT asked_on AS 'Demandé le|d', done_on AS 'Fini le|d' FROM erasure WHERE client_id IN (SELECT value FROM json_each(?1)) ORDER BY id",
    },
];

/// Tables that name a client and hold nothing more of him than what is said elsewhere, with the reason.
pub(super) const ARGUED: &[(&str, &str)] = &[
    ("event", "told in French, fact by fact, in the section «\u{a0}Historique\u{a0}»"),
    ("client_merge_row", "numbers of rows that are given in their own sections"),
    ("cleared_doubt", "says that a person looked at an invoice; the history tells it"),
    ("proceeding_interruption", "ties a step of a case to an interruption, both given"),
    ("letter_check", "boxes that the user ticked on the posting of his own letter"),
];
