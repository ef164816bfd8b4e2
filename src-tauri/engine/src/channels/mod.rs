//! How a client is reached: what a channel needs beyond its row in `echu_core::dunning::channel`, the closed list. Each is one
//! folder; a letter is in `letters`, and the end of a plan needs nothing.
pub mod email;
pub mod sms;
pub mod spoken;
