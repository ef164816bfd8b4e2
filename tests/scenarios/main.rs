//! Stories, told through the same door as the interface.
mod contract;
mod imports;
mod mail_content;
mod mail_engage;
mod mail_kill;
mod mail_phases;
mod mail_tls;
mod post;
