//! The mock store refuses on demand.
use super::*;
use keyring_core::mock;
use std::sync::atomic::{AtomicUsize, Ordering};

fn secret(text: &str) -> Secret {
    Secret::new(text.to_owned())
}

/// A keychain over a mock, and the mock to plant faults in.
fn mocked() -> (Keychain, Arc<CredentialStore>) {
    let store: Arc<CredentialStore> = mock::Store::new().unwrap_or_else(|e| panic!("{e}"));
    let shared = store.clone();
    (Keychain::with(Arc::new(move || Ok(shared.clone()))), store)
}

fn plant(store: &CredentialStore, account: &str, error: KeyringError) {
    let entry = store.build(SERVICE, account, None).unwrap_or_else(|e| panic!("{e}"));
    let cred = entry.as_any().downcast_ref::<mock::Cred>().unwrap_or_else(|| panic!("not a mock"));
    cred.set_error(error);
}

#[test]
fn a_password_is_kept_found_after_a_restart_and_forgotten() {
    let (keychain, store) = mocked();
    assert_eq!(keychain.get("a"), Ok(None));
    assert_eq!(keychain.set("a", &secret("sésame")), Ok(Kept::Keychain));
    let restarted = Keychain::with(Arc::new(move || Ok(store.clone())));
    assert_eq!(restarted.get("a"), Ok(Some(secret("sésame"))));
    assert_eq!(restarted.get("b"), Ok(None));
    assert_eq!(restarted.delete("a"), Ok(()));
    assert_eq!(restarted.get("a"), Ok(None));
    assert_eq!(restarted.delete("a"), Ok(()), "nothing to forget is no fault");
}

#[test]
fn each_refusal_of_the_system_has_its_name_and_its_sentence() {
    let other = || Box::<dyn std::error::Error + Send + Sync>::from("x");
    for (error, fault) in [
        (KeyringError::PlatformFailure(other()), SecretFault::Failure),
        (KeyringError::NoStorageAccess(other()), SecretFault::Locked),
        (KeyringError::BadEncoding(vec![0xff]), SecretFault::Unreadable),
        (KeyringError::BadDataFormat(vec![], other()), SecretFault::Unreadable),
        (KeyringError::BadStoreFormat("x".to_owned()), SecretFault::Unreadable),
        (KeyringError::TooLong("password".to_owned(), 2560), SecretFault::TooLong),
        (KeyringError::Invalid("x".to_owned(), "y".to_owned()), SecretFault::Failure),
        (KeyringError::Ambiguous(vec![]), SecretFault::Ambiguous),
        (KeyringError::NotSupportedByStore("x".to_owned()), SecretFault::Failure),
    ] {
        let (keychain, store) = mocked();
        let shown = error.to_string();
        plant(&*store, "a", error);
        assert_eq!(keychain.get("a"), Err(fault), "{shown}");
        let sentence = fault.sentence();
        assert!(sentence.ends_with('.') && sentence.contains(' '), "{sentence}");
    }
}

#[test]
fn after_a_refusal_the_user_is_not_asked_again_by_itself() {
    let (keychain, store) = mocked();
    plant(&*store, "a", KeyringError::NoStorageAccess("prompt closed".into()));
    assert_eq!(keychain.get("a"), Err(SecretFault::Locked));
    // The mock would now answer; it is not even asked.
    assert_eq!(keychain.get("a"), Err(SecretFault::Locked));
    keychain.ask_again();
    assert_eq!(keychain.get("a"), Ok(None));
}

#[test]
fn without_a_keychain_memory_serves_and_the_keychain_is_tried_again() {
    let tries = Arc::new(AtomicUsize::new(0));
    let counted = tries.clone();
    let late: Arc<CredentialStore> = mock::Store::new().unwrap_or_else(|e| panic!("{e}"));
    let keychain = Keychain::with(Arc::new(move || {
        if counted.fetch_add(1, Ordering::SeqCst) < 2 {
            return Err(KeyringError::PlatformFailure("no provider for org.freedesktop.secrets".into()));
        }
        Ok(late.clone())
    }));
    assert_eq!(keychain.get("a"), Ok(None), "the person is asked");
    assert_eq!(keychain.set("a", &secret("sésame")), Ok(Kept::Memory));
    assert_eq!(keychain.get("a"), Ok(Some(secret("sésame"))));
    // The session's keychain has started meanwhile.
    assert_eq!(keychain.set("a", &secret("sésame")), Ok(Kept::Keychain));
    assert_eq!(tries.load(Ordering::SeqCst), 3);
}

#[test]
fn a_secret_never_shows_itself() {
    let (keychain, _store) = mocked();
    let canary = secret("canari-7f3a");
    assert!(!format!("{canary:?}").contains("canari"));
    let account = crate::mail::Account {
        host: "smtp.x.example".to_owned(),
        port: 465,
        security: crate::mail::Security::Implicit,
        login: "moi@x.example".to_owned(),
        password: canary.clone(),
        auth: crate::mail::Auth::Password,
    };
    assert!(!format!("{account:?}").contains("canari"));
    assert_eq!(keychain.set("a", &canary), Ok(Kept::Keychain));
    assert_eq!(keychain.get("a").map(|s| s.map(|s| s.expose().len())), Ok(Some("canari-7f3a".len())));
}

/// What the real store answers, from a plain thread: with an unlocked keyring, a locked one, or no D-Bus at all.
#[test]
#[ignore = "may open a window: run it under dbus-run-session, with and without gnome-keyring-daemon --unlock"]
#[cfg(target_os = "linux")]
fn the_system_store_answers_or_says_that_there_is_none() {
    let keychain = Keychain::default();
    let account = format!("essai-{}", std::process::id());
    let kept = keychain.set(&account, &secret("sésame"));
    eprintln!("this system: {kept:?}");
    match kept {
        Ok(Kept::Keychain) => {
            let restarted = Keychain::default();
            assert_eq!(restarted.get(&account), Ok(Some(secret("sésame"))));
            assert_eq!(restarted.delete(&account), Ok(()));
            assert_eq!(Keychain::default().get(&account), Ok(None));
        }
        Ok(Kept::Memory) => assert_eq!(keychain.get(&account), Ok(Some(secret("sésame")))),
        Err(fault) => assert!(matches!(fault, SecretFault::Locked | SecretFault::Failure), "{fault}"),
    }
}
