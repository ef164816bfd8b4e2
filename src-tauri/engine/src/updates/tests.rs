use super::*;
use ring::signature::{Ed25519KeyPair, KeyPair};

const ANNOUNCED: &str = "echu-version 1\nversion:0.2.0\ndate:2026-12-01\nnote:Essai\nfile:linux x86_64 deb 5 0f4e7a1d6c2b3a59687786958473625140f4e7a1d6c2b3a59687786958473625 https://echu.example/echu.deb\n";

fn pair(seed: u8) -> (Ed25519KeyPair, String) {
    let pair = Ed25519KeyPair::from_seed_unchecked(&[seed; 32]).unwrap();
    let key = STANDARD.encode(pair.public_key().as_ref());
    (pair, key)
}

#[test]
fn the_version_of_this_build_can_be_compared() {
    assert!(running().is_ok());
}

#[test]
fn a_build_without_an_address_or_without_a_key_asks_nobody() {
    let (_, key) = pair(7);
    assert_eq!(
        Source::of("https://echu.example/version.txt", &key).map(|source| source.host().to_owned()).as_deref(),
        Some("echu.example")
    );
    for (address, key) in
        [("", key.as_str()), ("http://echu.example/version.txt", &key), ("https://echu.example/v", ""), ("https://echu.example/v", "QUJD")]
    {
        assert_eq!(Source::of(address, key), None, "{address:?} {key:?}");
    }
}

#[test]
fn nothing_is_read_of_what_another_key_signed_nor_of_what_was_changed_since() {
    let (ours, key) = pair(7);
    let source = Source::of("https://echu.example/v", &key).unwrap();
    let sealed = |pair: &Ed25519KeyPair| update::sealed(ANNOUNCED, &STANDARD.encode(pair.sign(ANNOUNCED.as_bytes())));
    let sound = sealed(&ours);
    assert_eq!(source.verified(sound.as_bytes()).map(|release| release.version), Ok(Version(0, 2, 0)));
    assert_eq!(source.verified(sealed(&pair(8).0).as_bytes()), Err(Fault::Forged), "the key of someone else");
    assert_eq!(source.verified(sound.replace("0.2.0", "0.3.0").as_bytes()), Err(Fault::Forged), "changed after the signature");
    assert_eq!(source.verified(sound.replace(".deb\n", ".deb\nnote:x\n").as_bytes()), Err(Fault::Forged), "a line more");
    assert_eq!(source.verified(ANNOUNCED.as_bytes()), Err(Fault::Forged), "without its signature");
    assert_eq!(source.verified(b"\xff\xfe"), Err(Fault::Forged));
    let other = "echu-version 2\nversion:0.2.0\n";
    let signed = update::sealed(other, &STANDARD.encode(ours.sign(other.as_bytes())));
    assert_eq!(source.verified(signed.as_bytes()), Err(Fault::Unreadable), "ours, in a form of later");
}
