//! How a client is reached. Each channel is one folder: its wording, and what it needs to leave.
pub mod email;
