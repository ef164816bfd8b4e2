//! From the base to what leaves: the day's plan, drafts, the facts a message says, its bytes, and the check at the second of
//! sending. Commands ask for them at the person's word, the scheduler at their hour; both get the same answer here.
pub mod account;
pub mod approval;
pub mod approve;
pub mod automatic;
pub mod by_hand;
pub mod check;
pub mod claimed;
pub mod correspondence;
pub mod draft;
pub mod facts;
pub mod journal;
pub mod legal;
pub mod mime;
pub mod notice;
pub mod plan;
pub mod stale;
pub mod term;
pub mod texts;
pub mod told;
pub mod why;
pub mod words;
