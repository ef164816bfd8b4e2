//! Whether both sides are merchants: asked once.
use super::SayMerchants;
use crate::App;
use crate::error::Result;
use crate::store::merchants::Merchants;
use crate::store::{Actor, Outcome, clients};
use echu_core::ids::ClientId;

/// Keeps what a person says: of the client on his card, of the creditor for every claim to come.
///
/// # Errors
/// When there is no such client.
pub fn say_merchants(app: &App, request: SayMerchants) -> Result<Outcome<ClientId>> {
    app.write(Actor::User, |tx| {
        let client = clients::get(&tx.sql, request.client_id)?.id;
        tx.keep_merchants(client, Merchants { creditor: request.creditor, debtor: request.debtor })?;
        Ok(client)
    })
}
