//! The plan that a client follows because of how he pays: chosen by the rule of `core::risk::follow`, kept as a fact with its day, told in
//! his history. Triggers mark whom something concerns; each transaction ends by looking at those who are marked, and starts by looking at
//! those whose day has come.
use super::read::{day, debtor_kind, debtor_kind_key};
use super::settings::{self, SettingKey};
use super::{About, Actor, Tag, Tx, plans, records};
use crate::error::Result;
use chrono::NaiveDate;
use echu_core::dunning::presets::presets;
use echu_core::ids::{ClientId, PlanId};
use echu_core::party::DebtorKind;
use echu_core::risk::follow::{Case, Choice, choose, next_look};
use echu_core::risk::{Profile, standing};
use echu_core::timeline::EventKind;
use echu_core::timeline::fact::desk::{FollowedFor, PlanFollowed};
use rusqlite::{Connection, OptionalExtension};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// Clients looked at together: what is read of them stays small.
const TOGETHER: u32 = 1_000;

/// « Le scénario suit la façon de payer du client ».
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct Following {
    /// True: a profile chooses for the clients for whom nobody did.
    pub wanted: bool,
    /// Which plan each profile gets.
    pub plans: Vec<ProfilePlan>,
}

/// The plan of a profile, for a kind of debtor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct ProfilePlan {
    /// The clients.
    pub debtor_kind: DebtorKind,
    /// How they pay.
    pub profile: Profile,
    /// The plan; none: the default one of their kind.
    pub plan_id: Option<PlanId>,
}

impl Following {
    /// The plan of a profile among those made for a kind; none: the default one of that kind.
    pub fn plan(&self, kind: DebtorKind, profile: Profile) -> Option<PlanId> {
        self.plans.iter().find(|one| one.debtor_kind == kind && one.profile == profile)?.plan_id
    }
}

/// What the owner wants, each kind and each profile in it; a plan that is no longer in use is left out. While he said nothing, the plans
/// that fit, the usual one being the default of its kind; none for a kind whose default plan he changed: he decided for all of them.
///
/// # Errors
/// When the base cannot be read.
pub fn following(conn: &Connection) -> Result<Following> {
    following_of(conn, &plans::names(conn)?)
}

fn following_of(conn: &Connection, names: &[plans::PlanName]) -> Result<Following> {
    let kept: Option<Following> = settings::get(conn, SettingKey::Following)?;
    let usual: Vec<&str> = presets().iter().filter(|one| one.is_default).map(|one| one.key).collect();
    let is_usual = |plan: &plans::PlanName| plan.preset.as_deref().is_some_and(|key| usual.contains(&key));
    let mut rows = Vec::new();
    for debtor_kind in [DebtorKind::Business, DebtorKind::Consumer, DebtorKind::PublicBody] {
        let made: Vec<&plans::PlanName> = names.iter().filter(|one| one.debtor_kind == debtor_kind).collect();
        let untouched = made.iter().any(|one| one.is_default && is_usual(one));
        let advised = |profile: Profile| {
            let fits = |one: &&&plans::PlanName| one.preset.is_some() && one.preset.as_deref() == profile.preset() && !is_usual(one);
            made.iter().find(fits).filter(|_| untouched).map(|one| one.id)
        };
        for profile in Profile::ALL {
            let plan_id = kept.as_ref().map_or_else(|| advised(profile), |kept| kept.plan(debtor_kind, profile));
            rows.push(ProfilePlan { debtor_kind, profile, plan_id: plan_id.filter(|id| made.iter().any(|one| one.id == *id)) });
        }
    }
    Ok(Following { wanted: kept.is_none_or(|kept| kept.wanted), plans: rows })
}

/// The plan that the way of paying of a client chose, and since when; none while none did.
///
/// # Errors
/// When the base cannot be read.
pub fn chosen(conn: &Connection, client: ClientId) -> Result<Option<(PlanId, NaiveDate)>> {
    let sql = "SELECT profile_plan_id, profile_plan_on FROM client WHERE id = ? AND profile_plan_id IS NOT NULL";
    let found = conn.prepare_cached(sql)?.query_row([client.0], |row| Ok((PlanId(row.get(0)?), day(row, "profile_plan_on")?)));
    Ok(found.optional()?)
}

/// A client to look at, as far as the choice of his plan depends on it.
struct Looked {
    id: ClientId,
    kind: DebtorKind,
    case: Case,
    /// Chosen before by a profile.
    chosen: Option<PlanId>,
}

/// Whom something concerned, or whose day has come, a part of them.
fn to_look_at(tx: &Tx, wanted: bool) -> Result<Vec<Looked>> {
    let mut query = tx.sql.prepare_cached(
        "SELECT id, debtor_kind, plan_id IS NOT NULL AS has_own_plan, handle_with_care, profile_plan_id,
                insolvent_on IS NULL AND archived_at IS NULL AND merged_into IS NULL AS is_chased
         FROM client WHERE profile_look_on <= ?1 ORDER BY id LIMIT ?2",
    )?;
    let rows = query.query_map((tx.when.today.to_string(), TOGETHER), |row| {
        Ok(Looked {
            id: ClientId(row.get("id")?),
            kind: debtor_kind(row, "debtor_kind")?,
            case: Case {
                wanted,
                has_own_plan: row.get("has_own_plan")?,
                handle_with_care: row.get("handle_with_care")?,
                is_chased: row.get("is_chased")?,
            },
            chosen: row.get::<_, Option<i64>>("profile_plan_id")?.map(PlanId),
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// What the choices are made from, read once for a transaction.
struct Rules {
    following: Following,
    /// Plans, those that are retired too: one may have been followed until now.
    names: BTreeMap<PlanId, String>,
    defaults: BTreeMap<&'static str, PlanId>,
}

impl Rules {
    fn of(conn: &Connection) -> Result<Rules> {
        let mut query = conn.prepare_cached("SELECT id, name FROM dunning_plan")?;
        let names = query.query_map([], |row| Ok((PlanId(row.get(0)?), row.get(1)?)))?.collect::<Result<_, _>>()?;
        let made = plans::names(conn)?;
        let defaults = made.iter().filter(|one| one.is_default).map(|one| (debtor_kind_key(one.debtor_kind), one.id));
        Ok(Rules { following: following_of(conn, &made)?, names, defaults: defaults.collect() })
    }
}

impl Tx<'_> {
    /// Looks at the clients whom something concerned since the last time, or whose way of paying time alone may have changed, and gives
    /// each the plan that his profile chooses. Opens and ends every transaction but those of the sender, which asks for it on a new day.
    ///
    /// # Errors
    /// When the base cannot be read or written.
    pub(crate) fn follow_profiles(&mut self) -> Result<()> {
        let waiting = "SELECT EXISTS (SELECT 1 FROM client WHERE profile_look_on <= ?)";
        let someone_waits: bool = self.sql.prepare_cached(waiting)?.query_row([self.when.today.to_string()], |row| row.get(0))?;
        if !someone_waits {
            return Ok(());
        }
        let rules = Rules::of(&self.sql)?;
        loop {
            let some = to_look_at(self, rules.following.wanted)?;
            if some.is_empty() {
                return Ok(());
            }
            self.follow_some(&rules, &some)?;
        }
    }

    fn follow_some(&mut self, rules: &Rules, some: &[Looked]) -> Result<()> {
        let today = self.when.today;
        let asked: Vec<ClientId> =
            some.iter().filter(|one| matches!(choose(one.case, None), Choice::Follow(_))).map(|one| one.id).collect();
        let records = records::of_many(&self.sql, &asked, today)?;
        for one in some {
            let found = records.get(&one.id).map(|record| (standing(record, today), next_look(record, today)));
            let look_on = found.as_ref().and_then(|(_, look_on)| *look_on);
            self.sql
                .prepare_cached("UPDATE client SET profile_look_on = ? WHERE id = ?")?
                .execute((look_on.map(|on| on.to_string()), one.id.0))?;
            let fits = found.as_ref().and_then(|(now, _)| rules.following.plan(one.kind, now.profile));
            let plan = match choose(one.case, fits) {
                Choice::Leave => continue,
                Choice::Follow(plan) => plan,
                Choice::Withdraw => None,
            };
            if plan == one.chosen {
                continue;
            }
            self.sql
                .prepare_cached("UPDATE client SET profile_plan_id = ?1, profile_plan_on = IIF(?1 IS NULL, NULL, ?2) WHERE id = ?3")?
                .execute((plan.map(|id| id.0), today.to_string(), one.id.0))?;
            self.touch(Tag::Ledger);
            self.touch(Tag::Plan);
            let usual = rules.defaults.get(debtor_kind_key(one.kind)).copied();
            let Some(follows) = plan.or(usual).filter(|follows| !one.case.has_own_plan && one.chosen.or(usual) != Some(*follows)) else {
                continue;
            };
            let because = match &found {
                Some((now, _)) if plan.is_some() => FollowedFor::Profile { profile: now.profile },
                Some((now, _)) => FollowedFor::Usual { profile: now.profile },
                None if one.case.wanted => FollowedFor::Care,
                None => FollowedFor::NotWanted,
            };
            let reason = found.as_ref().and_then(|(now, _)| now.grounds.first()).map(|ground| ground.sentence()).unwrap_or_default();
            let plan = rules.names.get(&follows).cloned().unwrap_or_default();
            let event = EventKind::PlanFollowed(PlanFollowed { plan, because, reason });
            self.record_as(Actor::Scheduler, About::client(one.id), &event)?;
        }
        Ok(())
    }

    /// A row was written with the triggers set aside: the way of paying of its client may have changed.
    ///
    /// # Errors
    /// The disk's.
    pub fn look_again(&mut self, client: ClientId) -> Result<()> {
        self.sql.prepare_cached("UPDATE client SET profile_look_on = '' WHERE id = ?")?.execute([client.0])?;
        Ok(())
    }

    /// What the choices are made from changed: everyone is looked at.
    ///
    /// # Errors
    /// The disk's.
    pub fn look_at_everyone(&mut self) -> Result<()> {
        self.sql.execute("UPDATE client SET profile_look_on = ''", [])?;
        Ok(())
    }
}
