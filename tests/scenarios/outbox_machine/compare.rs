//! The real base beside the model of it: the same states, and the laws hold.
use super::*;

impl Machine {
    pub(super) fn suspended_for(&self) -> String {
        self.world.sql().query_row("SELECT suspended_for FROM sender", [], |row| row.get(0)).expect("the sender")
    }

    /// The last message of each client, as stored; those before it are over.
    pub(super) fn real(&self) -> BTreeMap<String, (S, bool)> {
        let base = self.world.sql();
        let mut query = base.prepare("SELECT recipient, state, engaged_at IS NOT NULL FROM dispatch ORDER BY id").expect("the outbox");
        let rows = query.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, row.get::<_, bool>(2)?)));
        let mut last = BTreeMap::new();
        for row in rows.expect("the outbox") {
            let (recipient, state, engaged) = row.expect("a row");
            let state = S::from_key(&state).expect("a state");
            if let Some((before, _)) = last.insert(recipient, (state, engaged)) {
                assert!(!S::is_live(before), "an older message is still alive: {before:?}");
            }
        }
        last
    }

    pub(super) fn compare(&mut self, story: &str) {
        let why = self.suspended_for();
        // A day missed while closed, the hour put back, a doubt grown old: rules of their own, that the model lets be.
        if BY_THE_CLOCK.iter().any(|own| own.key() == why) {
            self.model.base.suspended = true;
        }
        assert_eq!(!why.is_empty(), self.model.base.suspended, "{story}: suspended for « {why} »");
        let real: BTreeMap<String, S> = self.real().into_iter().map(|(recipient, (state, _))| (recipient, state)).collect();
        let model: BTreeMap<String, S> = self.model.base.rows.iter().map(|(recipient, row)| (recipient.clone(), row.state)).collect();
        assert_eq!(real, model, "{story}: the base, and the model");
        let stopped: BTreeSet<&String> = self.model.base.paid.keys().chain(self.model.base.disputed.keys()).collect();
        let since = |client: &String| {
            let (paid, disputed) = (self.model.base.paid.get(client), self.model.base.disputed.get(client));
            *paid.into_iter().chain(disputed).min().expect("stopped since")
        };
        // Under an app that runs, an old base is only seen at the next try: I5 is asked from then on.
        if self.model.last > self.model.base.seq {
            return;
        }
        let truth = Truth {
            accepted: self.wire.accepted(),
            resends: self.resends.clone(),
            stopped: stopped.into_iter().map(|client| (client.clone(), since(client))).collect(),
            daily_cap: DAILY_CAP,
        };
        laws::check(&self.world, &truth, story);
    }
}
