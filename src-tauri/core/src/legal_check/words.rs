//! What each finding says: its sentence, the article, what to do. `{}` stands for the invoice, the sum or the day.
use super::{LegalCode, LegalFinding, Severity};

impl LegalCode {
    /// The finding about words of the text.
    pub(super) fn finding(self, severity: Severity, excerpt: String) -> LegalFinding {
        self.made(severity, "", excerpt)
    }

    /// The finding about an invoice, a sum or a day.
    pub(super) fn about(self, severity: Severity, what: &str) -> LegalFinding {
        self.made(severity, what, String::new())
    }

    fn made(self, severity: Severity, what: &str, excerpt: String) -> LegalFinding {
        let [sentence, article, remedy] = self.words();
        LegalFinding {
            severity,
            code: self,
            sentence: sentence.replace("{}", what),
            article: article.to_owned(),
            remedy: remedy.to_owned(),
            excerpt,
        }
    }

    fn words(self) -> [&'static str; 3] {
        use LegalCode::*;
        match self {
            LooksLikeAnAct => [
                "Ces mots imitent un acte de justice : le client pourrait croire à un acte officiel.",
                "C. pén. art. 433-13",
                "Retirez-les. « Mise en demeure » suffit et produit le même effet.",
            ],
            BailiffNamed => [
                "Annoncer un huissier ou un commissaire de justice sans l’avoir mandaté est une menace interdite.",
                "C. conso. art. L121-6, C. pén. art. 433-13",
                "Écrivez « nous nous réservons de saisir la juridiction compétente ».",
            ],
            SeizureThreat => [
                "Une saisie ou une mesure d’exécution est impossible sans jugement : on ne peut pas en menacer.",
                "C. conso. art. L121-6, 5°",
                "Retirez cette menace.",
            ],
            UltimatumBeforeBailiff => [
                "« Dernier avis avant huissier » annonce un acte qui n’est pas possible à ce stade.",
                "C. conso. art. L121-6, 5°",
                "Annoncez la mise en demeure, puis la juridiction compétente.",
            ],
            CriminalThreat => [
                "Une facture impayée relève du droit civil : on ne menace pas de plainte ni de poursuites pénales.",
                "C. conso. art. L121-6, 5°",
                "Retirez cette menace.",
            ],
            ListingThreat => [
                "Un fournisseur ne peut faire inscrire personne à un fichier, ni à la Banque de France.",
                "C. conso. art. L121-6, 5°",
                "Retirez cette menace.",
            ],
            PublicityThreat => [
                "Une dette ne se révèle pas à des tiers : ni publication, ni message aux proches ou aux clients.",
                "C. conso. art. L121-6, délibération CNIL 2021-130",
                "Retirez cette menace.",
            ],
            Harassment => [
                "Ces mots annoncent des pressions répétées ou une visite : c’est une pratique agressive.",
                "C. conso. art. L121-6 et L121-7, C. pén. art. 222-33-2-2",
                "Demandez une date de paiement, et indiquez comment vous joindre.",
            ],
            Insult => ["Ces mots jugent la personne.", "C. conso. art. L121-6", "Tenez-vous-en aux faits : factures, dates, montants."],
            UnderPenalty => [
                "« Sous peine de » annonce une sanction que seul un juge peut prononcer.",
                "C. conso. art. L121-6, 5°",
                "Écrivez « à défaut, nous nous réservons de… ».",
            ],
            CourtTooEarly => [
                "Parler de justice est prématuré à cette étape.",
                "C. conso. art. L121-6, 5°",
                "Gardez ces mots pour le dernier avis ou la mise en demeure.",
            ],
            DebtBeforeDue => [
                "Rien n’est encore dû : ce mot n’a pas sa place avant l’échéance.",
                "C. civ. art. 1344, usage",
                "Parlez d’échéance et de facture à venir.",
            ],
            ThirdPartyNamed => [
                "Ce texte fait parler un avocat, un service ou une société de recouvrement.",
                "C. conso. art. L121-6",
                "Ne le gardez que si ce tiers est vraiment mandaté.",
            ],
            RecoveryCosts => [
                "Les frais de relance, de dossier ou de recommandé restent à votre charge.",
                "CPCE art. L111-8",
                "Retirez-les. Entre professionnels, seuls l’indemnité de 40 € et un complément justifié se réclament (C. com. L441-10).",
            ],
            PenaltyClause => [
                "Une clause pénale ou une majoration ne se réclame que si le contrat la prévoit, et après mise en demeure.",
                "C. civ. art. 1231-5",
                "Citez la clause du contrat, ou retirez-la.",
            ],
            DailyRate => [
                "Un taux par jour ou par semaine est presque toujours abusif.",
                "C. com. art. L441-10, C. civ. art. 1343-1",
                "Indiquez un taux par an.",
            ],
            InterestOnInterest => [
                "Les intérêts ne produisent des intérêts que si le contrat ou un juge le dit, et pour une année entière.",
                "C. civ. art. 1343-2",
                "Retirez cette phrase, sauf si votre contrat prévoit la capitalisation.",
            ],
            InterruptsLimitation => [
                "Une relance ou un recommandé n’interrompt pas la prescription.",
                "C. civ. art. 2240, 2241 et 2244",
                "Retirez cette phrase : seuls une reconnaissance de dette, une demande en justice ou un acte d’exécution l’interrompent.",
            ],
            FullSettlement => [
                "« Solde de tout compte » ferait perdre les pénalités qui restent dues.",
                "C. com. art. L441-10",
                "Écrivez que le principal est réglé, les pénalités restant dues.",
            ],
            ConsumerB2bText => [
                "Un particulier ne doit ni indemnité de 40 € ni pénalités de retard : ces textes ne valent qu’entre professionnels.",
                "C. com. art. L441-10 et D441-5",
                "Retirez ce passage pour un particulier.",
            ],
            ConsumerInterestEarly => [
                "Un particulier ne doit aucun intérêt avant d’être mis en demeure.",
                "C. civ. art. 1231-6",
                "Retirez ce passage jusqu’à la mise en demeure.",
            ],
            PrivateTextToPublicBody => [
                "Un acheteur public relève du code de la commande publique, pas du code de commerce.",
                "CCP art. L2192-13 et R2192-31",
                "Citez les articles L2192-13, R2192-31 et D2192-35.",
            ],
            PublicTextToPrivate => {
                ["Le code de la commande publique ne vaut que pour un acheteur public.", "C. com. art. L441-10", "Retirez cette référence."]
            }
            PublicInterestWaived => [
                "Renoncer aux intérêts moratoires d’un acheteur public est réputé non écrit.",
                "CCP art. L2192-14",
                "Retirez cette phrase.",
            ],
            CreditorMentions => [
                "Une mention obligatoire de votre entreprise manque : {}",
                "C. com. art. R123-237 et R123-238",
                "Complétez Réglages, Identité.",
            ],
            MentionsRemoved => [
                "Les mentions obligatoires de votre entreprise ne sont plus au bas du message.",
                "C. com. art. R123-237",
                "Remettez votre nom, votre SIREN et, pour un entrepreneur individuel, « EI ».",
            ],
            IbanInvalid => {
                ["Votre IBAN est faux : un virement n’arriverait pas.", "C. civ. art. 1344", "Corrigez-le dans Réglages, Identité."]
            }
            IbanMissing => [
                "Le client ne saurait pas où payer : votre IBAN n’est pas dans le texte.",
                "C. civ. art. 1344",
                "Ajoutez vos coordonnées bancaires.",
            ],
            IbanForeign => {
                ["L’IBAN écrit dans le texte n’est pas le vôtre.", "C. civ. art. 1344", "Remplacez-le par celui de Réglages, Identité."]
            }
            NumberMissing => {
                ["La facture {} est réclamée sans être nommée.", "C. civ. art. 1344", "Ajoutez son numéro ou le tableau des factures."]
            }
            NumberNotInSubject => {
                ["L’objet ne nomme aucune facture.", "C. civ. art. 1344, usage", "Ajoutez le numéro de la facture à l’objet."]
            }
            TotalMissing => ["Le montant réclamé, {}, n’est pas écrit.", "C. civ. art. 1344", "Ajoutez le total au texte."],
            UnknownAmount => {
                ["Cette somme ne figure dans aucun calcul.", "C. civ. art. 1344", "Vérifiez-la, ou remplacez-la par une somme calculée."]
            }
            NoticeNotExplicit => [
                "La lettre doit dire « mise en demeure » dans son objet, et « nous vous mettons en demeure » dans son corps.",
                "C. civ. art. 1344",
                "Rétablissez ces mots.",
            ],
            GroundsMissing => [
                "Les articles sur lesquels la mise en demeure se fonde manquent.",
                "C. civ. art. 1344",
                "Citez l’article 1344, et celui des pénalités ou intérêts réclamés.",
            ],
            NextStepMissing => [
                "La lettre ne dit pas ce qui suivra sans paiement.",
                "C. civ. art. 1344",
                "Écrivez « nous nous réservons de saisir la juridiction compétente ».",
            ],
            MediationMissing => [
                "Un particulier doit être informé de la médiation de la consommation.",
                "C. conso. art. L612-1",
                "Ajoutez la phrase sur la médiation.",
            ],
            MediatorNotNamed => [
                "La médiation est citée sans le nom de votre médiateur.",
                "C. conso. art. L612-1",
                "Indiquez votre médiateur dans Réglages, Identité, et gardez-le dans le texte.",
            ],
            DeadlineMissing => ["Le dernier jour pour payer n’est pas écrit. {}", "C. civ. art. 1231 et 1344", "Ajoutez la date limite."],
            DeadlinePast => {
                ["La date limite, {}, est déjà passée.", "C. civ. art. 1231", "Préparez de nouveau ce courrier : la date sera recalculée."]
            }
            DeadlineShort => [
                "{} jours pour payer est un délai court : un juge peut l’estimer insuffisant.",
                "C. civ. art. 1231",
                "Laissez huit jours, quinze à un particulier.",
            ],
            NoWayToAnswer => {
                ["Rien n’invite le client à répondre.", "C. conso. art. L121-6, usage", "Ajoutez « répondez-nous » ou votre téléphone."]
            }
            DebtorInsolvent => [
                "Une procédure collective est ouverte depuis le {} : ce client ne peut plus être poursuivi ni relancé.",
                "C. com. art. L622-21 et R622-24",
                "Déclarez votre créance au mandataire dans les deux mois de la publication au BODACC.",
            ],
            TimeBarred => [
                "La créance est prescrite : {}.",
                "C. com. art. L110-4 et L133-6, C. conso. art. L218-2, loi 68-1250",
                "Si une reconnaissance, une action en justice ou une saisie l’a interrompue, notez-la sur la facture ; sinon, ne la réclamez plus.",
            ],
            SoonTimeBarred => [
                "La prescription approche : {}. Ce courrier ne l’interrompt pas.",
                "C. civ. art. 2241, C. com. art. L110-4 et L133-6, C. conso. art. L218-2",
                "Obtenez une reconnaissance de dette, ou saisissez le juge avant cette date.",
            ],
            DisputedPart => [
                "Une partie contestée est réclamée : {}.",
                "C. com. art. L441-10, C. conso. art. L121-6",
                "Réclamez la partie non contestée, ou tranchez d’abord la contestation.",
            ],
            NotDueYet => [
                "La facture {}, ou une de ses échéances, n’est pas encore échue.",
                "C. com. art. L441-10, C. civ. art. 1344",
                "Retirez-la, ou attendez le lendemain de l’échéance.",
            ],
            ConsumerFee => [
                "L’indemnité de 40 € est réclamée à un particulier pour {} : elle n’est due qu’entre professionnels.",
                "C. com. art. L441-10 et D441-5, CPCE art. L111-8",
                "Retirez-la, ou corrigez le type du client.",
            ],
            ConsumerPenaltyBeforeNotice => [
                "Des intérêts sont réclamés à un particulier pour {} avant toute mise en demeure.",
                "C. civ. art. 1231-6 et 1344-1",
                "Retirez-les : ils courent à partir de la mise en demeure.",
            ],
            FeeTooHigh => [
                "L’indemnité réclamée pour {} dépasse ce qui est dû : 40 € par facture en retard.",
                "C. com. art. D441-5, CCP art. D2192-35",
                "Ramenez-la à 40 €, ou justifiez un complément à part.",
            ],
            InterestTooHigh => [
                "Les pénalités réclamées dépassent celles qui sont calculées : {}.",
                "C. com. art. L441-10, C. civ. art. 1231-6",
                "Préparez de nouveau ce courrier : elles seront recalculées.",
            ],
            RateUnknown => [
                "Un taux nécessaire aux pénalités de {} n’est pas connu.",
                "C. com. art. L441-10, CMF art. L313-2",
                "Saisissez-le dans Réglages, Taux de référence.",
            ],
            RateBelowFloor => [
                "Le taux convenu est inférieur à trois fois le taux légal : {}.",
                "C. com. art. L441-10",
                "Corrigez vos conditions de règlement ; le taux convenu est appliqué tel quel.",
            ],
            ConsumerRateAboveContract => [
                "Le taux réclamé à ce particulier dépasse celui du contrat : {}.",
                "C. civ. art. 1343-1, C. conso. art. L212-1",
                "Ramenez-le au taux convenu par écrit, ou au taux légal.",
            ],
            ConsumerRateAgreed => [
                "Un taux convenu est réclamé à un particulier : {}. Un juge peut le réduire ou l’écarter.",
                "C. civ. art. 1343-1 et 1231-5, C. conso. art. L212-1",
                "Gardez-le seulement s’il est écrit dans un contrat signé.",
            ],
            PublicRateNotItsOwn => [
                "Les intérêts de {} ne suivent pas le taux des acheteurs publics : BCE plus huit points.",
                "CCP art. R2192-31",
                "Retirez le taux convenu : il ne s’applique pas.",
            ],
            WrongTotal => {
                ["Le total ne correspond pas à la somme de ses lignes : {}.", "C. civ. art. 1344", "Préparez de nouveau ce courrier."]
            }
            FiguresNotOfTheDay => [
                "Les pénalités sont arrêtées au {}, et le texte ne le dit pas.",
                "C. com. art. L441-10",
                "Préparez de nouveau ce courrier, ou écrivez la date de l’arrêté.",
            ],
            FiguresTooOld => {
                ["Les pénalités sont arrêtées au {} : c’est trop ancien.", "C. com. art. L441-10", "Préparez de nouveau ce courrier."]
            }
        }
    }
}
