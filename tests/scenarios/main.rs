//! Stories, told through the same door as the interface.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a story stops where something it needs is missing")]
mod architecture;
mod contract;
mod demo;
mod desk;
mod faults_clock;
mod faults_post;
mod hostile;
mod imports;
mod last_check;
mod ledger_clients;
mod ledger_holds;
mod ledger_imports;
mod ledger_invoices;
mod ledger_large;
mod ledger_settings;
mod letters;
mod mail_content;
mod mail_engage;
mod mail_kill;
mod mail_phases;
mod mail_tls;
mod main_job;
mod places;
mod post;
mod tone;
