//! The names of the rules.
use serde::{Deserialize, Serialize};

/// What is wrong, one name a rule; `words` has its sentence, its article and what to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub enum LegalCode {
    /// Words of a bailiff's or a court's act: C. pén. 433-13.
    LooksLikeAnAct,
    /// A bailiff announced though none is instructed: C. conso. L121-6.
    BailiffNamed,
    /// A seizure or another enforcement, impossible without a judgment: C. conso. L121-6.
    SeizureThreat,
    /// « Dernier avis avant huissier ».
    UltimatumBeforeBailiff,
    /// A criminal complaint or prosecution for a civil debt.
    CriminalThreat,
    /// A listing at the Banque de France or among bad payers.
    ListingThreat,
    /// The debt told to the public, the family, the clients.
    PublicityThreat,
    /// Repeated calls, a visit: C. conso. L121-6, L121-7.
    Harassment,
    /// Words about the person instead of the facts.
    Insult,
    /// « Sous peine de ».
    UnderPenalty,
    /// Courts and lawsuits named before the last notice.
    CourtTooEarly,
    /// « Dette », « relance », « pénalités » before the due date.
    DebtBeforeDue,
    /// A lawyer or an agency made to speak.
    ThirdPartyNamed,
    /// Costs of recovery: CPCE L111-8.
    RecoveryCosts,
    /// A penalty clause or an increase: C. civ. 1231-5.
    PenaltyClause,
    /// A rate by the day or the week.
    DailyRate,
    /// Interest on interest: C. civ. 1343-2.
    InterestOnInterest,
    /// « Interrompt la prescription », false of what a creditor writes.
    InterruptsLimitation,
    /// « Solde de tout compte » while penalties stay owed.
    FullSettlement,
    /// Texts and sums between professionals, to a consumer.
    ConsumerB2bText,
    /// Interest to a consumer who had no mise en demeure: C. civ. 1231-6.
    ConsumerInterestEarly,
    /// The code de commerce to a public body.
    PrivateTextToPublicBody,
    /// The code de la commande publique to another.
    PublicTextToPrivate,
    /// A public body's interest waived: CCP L2192-14.
    PublicInterestWaived,
    /// A mention of R123-237 is not known.
    CreditorMentions,
    /// The mentions were taken out of an e-mail.
    MentionsRemoved,
    /// The creditor's IBAN is wrong.
    IbanInvalid,
    /// The creditor's IBAN is not in the paper.
    IbanMissing,
    /// Another IBAN is in the text.
    IbanForeign,
    /// A claimed invoice is not named.
    NumberMissing,
    /// The subject names no invoice.
    NumberNotInSubject,
    /// The sum asked for is not written.
    TotalMissing,
    /// A sum of the text is none of those computed.
    UnknownAmount,
    /// A mise en demeure that does not say so: C. civ. 1344.
    NoticeNotExplicit,
    /// A mise en demeure without its articles.
    GroundsMissing,
    /// A mise en demeure that does not say what follows.
    NextStepMissing,
    /// A consumer not told of mediation: C. conso. L612-1.
    MediationMissing,
    /// Mediation named without the mediator.
    MediatorNotNamed,
    /// No last day to pay.
    DeadlineMissing,
    /// The last day to pay is past.
    DeadlinePast,
    /// Less time than usual: C. civ. 1231.
    DeadlineShort,
    /// Nothing invites an answer.
    NoWayToAnswer,
    /// Insolvency proceedings are open: C. com. L622-21.
    DebtorInsolvent,
    /// It is too late to go to court.
    TimeBarred,
    /// It will soon be too late.
    SoonTimeBarred,
    /// A disputed part is claimed.
    DisputedPart,
    /// An invoice is not late.
    NotDueYet,
    /// 40 € to a consumer.
    ConsumerFee,
    /// Interest claimed from a consumer before a mise en demeure.
    ConsumerPenaltyBeforeNotice,
    /// More than one lump sum an invoice.
    FeeTooHigh,
    /// More interest than is owed.
    InterestTooHigh,
    /// A reference rate is not known.
    RateUnknown,
    /// An agreed rate under three times the legal rate: C. com. L441-10.
    RateBelowFloor,
    /// A consumer's rate above his contract.
    ConsumerRateAboveContract,
    /// A rate agreed with a consumer.
    ConsumerRateAgreed,
    /// A public body's interest at another rate: CCP R2192-31.
    PublicRateNotItsOwn,
    /// The total is not the sum of its lines.
    WrongTotal,
    /// Penalties of another day, which the text does not name.
    FiguresNotOfTheDay,
    /// Penalties of more than a week ago, or of a day to come.
    FiguresTooOld,
}
