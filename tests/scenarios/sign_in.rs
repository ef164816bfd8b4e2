//! Signing in to a mailbox in the browser: the code, the state, the refusal, the renewal, the end.
use crate::desk::{ACCOUNT, Desk, desk};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use echu_engine::secrets::Secrets;
use echu_tests::oauth::{AuthServer, comes_back, state_of};
use echu_tests::smtp::{At, Scenario};
use serde_json::{Value, json};

/// A desk whose mailbox is Gmail's, signed in to in the browser; the mail server is ours.
fn browser_desk() -> (Desk, AuthServer, Value) {
    let desk = desk("2026-11-23");
    let provider = AuthServer::start();
    desk.world.app().oauth.ask_at(provider.base());
    let account = json!({
        "preset": "gmail", "address": ACCOUNT, "senderName": "Menuiserie Dupré", "host": "localhost", "port": desk.server.port(),
        "tls": "implicit", "login": ACCOUNT, "auth": "oauth", "oauthClientId": "echu-essai",
    });
    desk.world.change("save_mail_account", json!({ "account": account }));
    let id = row(&desk)["id"].clone();
    (desk, provider, id)
}

fn row(desk: &Desk) -> Value {
    desk.world.call("settings", json!({}))["accounts"][0].clone()
}

/// The page the browser shows once the person asked to sign in.
fn page(desk: &Desk, id: &Value) -> String {
    desk.world.change("connect_mail", json!({ "id": id }));
    assert_eq!(row(desk)["signIn"], "waiting");
    desk.world.desktop.pages().pop().expect("a page in the browser")
}

/// How the sign-in ended.
fn ended(desk: &Desk) -> Value {
    for _ in 0..1_000 {
        let row = row(desk);
        if row["signIn"] != "waiting" {
            return row;
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    panic!("the sign-in does not end");
}

fn signed_in() -> (Desk, AuthServer, Value) {
    let (desk, provider, id) = browser_desk();
    let page = page(&desk, &id);
    assert!(provider.says_yes(&page).contains("Vous pouvez fermer cette fenêtre"), "the browser says that it is done");
    assert_eq!(ended(&desk)["signIn"], "done");
    (desk, provider, id)
}

/// What the mail server was told at each AUTH.
fn told(desk: &Desk) -> Vec<String> {
    let said = |line: &String| {
        let bytes = STANDARD.decode(line.rsplit(' ').next().unwrap_or_default()).unwrap_or_default();
        String::from_utf8_lossy(&bytes).replace('\u{1}', "|")
    };
    desk.server.seen().auth_lines.iter().map(said).collect()
}

#[test]
fn the_code_becomes_an_authorisation_in_the_keychain_and_a_token_for_the_server() {
    let (desk, provider, _) = signed_in();
    let forms = provider.forms();
    assert_eq!((forms[0]["client_id"].as_str(), forms[0]["grant_type"].as_str()), ("echu-essai", "authorization_code"));
    let kept = desk.world.secrets.get(&format!("{ACCOUNT} (autorisation)")).expect("a keychain").expect("an authorisation");
    assert_eq!(kept.expose(), "renouvellement-1");
    desk.one_late_client();
    desk.approve(&desk.drafts());
    desk.send_all();
    assert_eq!(desk.states(), ["sent"]);
    assert_eq!(told(&desk), [format!("user={ACCOUNT}|auth=Bearer acces-1||")]);
    let base = std::fs::read(desk.world.folder().join("data").join("echu.db")).expect("the base");
    for secret in ["acces-1", "renouvellement-1"] {
        assert!(!base.windows(secret.len()).any(|bytes| bytes == secret.as_bytes()), "{secret} is in the base");
    }
    assert!(!desk.world.call("settings", json!({})).to_string().contains("renouvellement"), "nor does it cross to the screen");
}

#[test]
fn a_state_that_is_not_ours_and_a_refusal_change_nothing() {
    let (desk, provider, id) = browser_desk();
    let first = page(&desk, &id);
    let shown = comes_back(&first, "code=c1&state=dautrui");
    assert!(shown.contains("n’a pas abouti"), "{shown}");
    let failed = ended(&desk);
    assert!(failed["signInProblem"].as_str().is_some_and(|why| why.contains("écartée")), "{failed}");
    let second = page(&desk, &id);
    assert_ne!(state_of(&first), state_of(&second), "each attempt has its own");
    comes_back(&second, &format!("error=access_denied&state={}", state_of(&second)));
    assert!(ended(&desk)["signInProblem"].as_str().is_some_and(|why| why.starts_with("Vous avez refusé")));
    assert!(provider.forms().is_empty(), "no code was ever changed");
    assert_eq!(row(&desk)["hasPassword"], false);
    let refused = desk.world.refused("test_mail", json!({}));
    assert!(refused.sentence.contains("n’est pas connectée"), "{}", refused.sentence);
}

#[test]
fn a_token_that_has_ended_is_renewed_before_sending_and_one_refused_is_renewed_once() {
    let (desk, provider, _) = signed_in();
    desk.late_client(1);
    desk.late_client(2);
    desk.world.clock.seconds_pass(3_600);
    // The server says no to the first token shown, although its hour has not come.
    desk.server.queue([Scenario::say(At::Auth, "535 5.7.8 Username and Password not accepted")]);
    desk.approve(&desk.drafts());
    desk.send_all();
    assert_eq!(desk.states(), ["sent", "sent"]);
    let bearers: Vec<String> = told(&desk).iter().map(|line| line.split("Bearer ").nth(1).unwrap_or_default().replace('|', "")).collect();
    assert_eq!(bearers, ["acces-2", "acces-3", "acces-3"], "renewed before the first connection, once after the refusal, then kept");
    assert_eq!(provider.forms().len(), 3);
    assert_eq!(provider.forms()[2]["refresh_token"], "renouvellement-2", "the newest authorisation is the one that is shown");
}

#[test]
fn an_authorisation_withdrawn_stops_the_account_and_keeps_the_messages() {
    let (desk, provider, id) = signed_in();
    desk.one_late_client();
    desk.approve(&desk.drafts());
    provider.revoke();
    desk.world.clock.seconds_pass(3_600);
    // The sender says that the account is not ready, and goes on.
    let _ = echu_engine::scheduler::tick(desk.world.app());
    let _ = echu_engine::scheduler::tick(desk.world.app());
    let sender = desk.world.call("sender", json!({}));
    assert_eq!(sender["state"], "suspended", "{sender}");
    assert!(sender["sentence"].as_str().is_some_and(|said| said.starts_with("L’autorisation donnée à Échu a été retirée")), "{sender}");
    assert_eq!((desk.states(), desk.server.seen().connections), (vec!["deferred".to_owned()], 0), "nothing was lost, nothing tried");
    let page = page(&desk, &id);
    provider.says_yes(&page);
    assert_eq!(ended(&desk)["problem"], "", "signed in again");
    desk.send_all();
    assert_eq!(desk.states(), ["sent"]);
}

#[test]
fn a_provider_that_does_not_answer_is_waited_for() {
    let (desk, provider, _) = signed_in();
    desk.one_late_client();
    desk.approve(&desk.drafts());
    provider.silent(true);
    desk.world.clock.seconds_pass(3_600);
    let _ = echu_engine::scheduler::tick(desk.world.app());
    let _ = echu_engine::scheduler::tick(desk.world.app());
    assert_eq!(desk.world.call("sender", json!({}))["state"], "active", "nothing is wrong with the account");
    provider.silent(false);
    desk.send_all();
    assert_eq!(desk.states(), ["sent"]);
}
